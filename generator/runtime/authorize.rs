//! Which credentials a request carries, and new ones when the server refuses the old.

use http::StatusCode;

use super::answer::Answer;
use super::credential::{Credential, Scheme};
use super::error::Unanswered;
use super::exchange::{Deadline, Sealed, Stopped};
use super::refused::{Place, Problem, Refused};
use super::request::Request;
use super::secret::Secret;

/// A credential of a request.
pub(super) struct Granted {
    /// The option of the client that gave it.
    name: &'static str,
    scheme: Scheme,
    credential: Credential,
}

/// A credential that can be renewed once.
pub(super) struct Renewable {
    granted: Granted,
    secret: Secret,
}

impl Request {
    /// The first set of schemes for which the client has every credential, and the token of this call.
    pub(super) fn granted(&mut self) -> Vec<Granted> {
        let client = self.client.clone();
        let settings = client.settings();
        let has = |index: &usize| settings.credentials.get(*index).is_some_and(Option::is_some);
        let set = self.security.iter().find(|set| !set.is_empty() && set.iter().all(has));
        let own = self.token.take().map(|token| (settings.token_scheme(), Credential::from(token)));
        let own_index = own.as_ref().map(|(index, _)| *index);
        let of_client = set.into_iter().copied().flatten().filter(|index| Some(**index) != own_index);
        let of_client =
            of_client.filter_map(|index| Some((*index, settings.credentials.get(*index)?.clone()?)));
        let granted = own.into_iter().chain(of_client).filter_map(|(index, credential)| {
            let (name, scheme) = *settings.schemes.get(index)?;
            Some(Granted { name, scheme, credential })
        });
        granted.collect()
    }
}

impl Sealed {
    /// Asks for the credentials and puts them into the request.
    pub(super) async fn authorize(
        &mut self,
        deadline: &mut Deadline<'_>,
    ) -> Result<Option<Renewable>, Stopped> {
        let mut renewable = None;
        for granted in std::mem::take(&mut self.granted) {
            let asked = deadline.limit(async { Ok(granted.credential.secret(None).await) }).await;
            let asked = asked
                .map_err(|error| Stopped::Unanswered(Unanswered::new(self.asked.clone(), error, 0, None)))?;
            let secret =
                asked.map_err(|error| self.refuse(granted.name, &format!("could not be had: {error}")))?;
            granted
                .scheme
                .carry(&secret, &mut self.request)
                .map_err(|message| self.refuse(granted.name, message))?;
            if granted.credential.fixed().is_none() {
                renewable = Some(Renewable { granted, secret });
            }
        }
        Ok(renewable)
    }

    /// Puts a new credential in the place of one that the server refuses. False when there is none.
    pub(super) async fn renew(&mut self, renewable: Renewable, deadline: &mut Deadline<'_>) -> bool {
        let Renewable { granted, secret } = renewable;
        let asked = deadline.limit(async { Ok(granted.credential.secret(Some(&secret)).await) }).await;
        match asked {
            Ok(Ok(new)) if new != secret => granted.scheme.replace(&new, self.request.headers_mut()),
            _ => false,
        }
    }

    fn refuse(&self, name: &str, message: &str) -> Stopped {
        let problem = Problem::new(Place::Client, name, message);
        Stopped::Refused(Refused::new(Some(self.asked.operation), vec![problem]))
    }
}

/// Whether the server wants other credentials.
pub(super) fn is_refused(outcome: &Result<Answer, Unanswered>) -> bool {
    outcome.as_ref().is_ok_and(|answer| answer.status() == StatusCode::UNAUTHORIZED)
}
