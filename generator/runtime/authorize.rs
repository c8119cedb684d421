//! Which credentials a request carries, and new ones when the server refuses the old.

use http::StatusCode;

use super::answer::Answer;
use super::credential::{Credential, Scheme, TokenSet};
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
    /// The set in which a token of the call's own is sent: of those that the operation takes and that have a token, one
    /// that the client can send as a whole comes first, and of these one with the usual scheme of tokens.
    pub(super) fn set_for_token(&self) -> TokenSet {
        let settings = self.client.settings();
        let usual = settings.token_scheme();
        let takes_token =
            |index: &usize| settings.schemes.get(*index).is_some_and(|(_, scheme)| !scheme.is_basic());
        let with_token = |set: &&'static [usize]| {
            let token = set.iter().copied().filter(takes_token).min_by_key(|index| *index != usual)?;
            Some(TokenSet { token, schemes: set })
        };
        let worse = |set: &TokenSet| {
            let lacks = |index: &usize| !settings.has(*index);
            (set.others().filter(|index| lacks(index)).count(), lacks(&set.token), set.token != usual)
        };
        let best = self.security.iter().filter_map(with_token).min_by_key(worse);
        best.unwrap_or(TokenSet { token: usual, schemes: &[] })
    }

    /// The first set of schemes for which the client has every credential; with a token of the call's own, the set of that.
    pub(super) fn granted(&mut self) -> Vec<Granted> {
        let client = self.client.clone();
        let settings = client.settings();
        let of_client = |index: &usize| Some((*index, settings.credentials.get(*index)?.clone()?));
        let sent: Vec<(usize, Credential)> = if let Some((set, token)) = self.token.take() {
            std::iter::once((set.token, token.into())).chain(set.others().filter_map(of_client)).collect()
        } else {
            let is_had = |set: &&&[usize]| !set.is_empty() && set.iter().all(|index| settings.has(*index));
            let set = self.security.iter().find(is_had).copied().unwrap_or_default();
            set.iter().filter_map(of_client).collect()
        };
        let granted = sent.into_iter().filter_map(|(index, credential)| {
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
