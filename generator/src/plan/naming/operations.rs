//! What schemas without a name are called that stand in operations.

use super::Naming;
use crate::model::{Media, Operation, Response, Status};
use crate::plan::names::camel;
use crate::plan::{bodies, media, status};

/// What several entries of `components/responses` carry as an error.
const ONE_ERROR: &str = "ErrorResponse";

impl Naming<'_> {
    pub(super) fn operation(&mut self, operation: &Operation) {
        let owner = camel(&operation.name);
        for parameter in &operation.parameters {
            self.visit(parameter.schema, &format!("{owner}{}", camel(&parameter.name)));
        }
        let content = operation.body.iter().flat_map(|body| &body.content);
        let typed = content.filter_map(|content| Some((content, content.notation.schema()?)));
        for (index, (content, schema)) in typed.enumerate() {
            let word = if index == 0 { String::new() } else { bodies::word(content) };
            self.visit(schema, &format!("{owner}{word}Request"));
        }
        let successes = operation.responses.iter().filter(|response| response.status.is_success()).count();
        for response in &operation.responses {
            if let Some(entry) = &response.entry {
                self.entry(entry, response);
            } else {
                let name = match response.status {
                    status if status.is_success() && successes == 1 => format!("{owner}Response"),
                    Status::Default => format!("{owner}Error"),
                    status => format!("{owner}{}", status::name(status)),
                };
                self.carried(response, &[name], &owner);
            }
            for header in &response.headers {
                self.visit(header.schema, &format!("{owner}{}", camel(&header.name)));
            }
        }
    }

    /// Names what entries of `components/responses` carry: each is one place, whichever operations refer to it.
    pub(super) fn entries(&mut self) {
        let responses = self.api.operations.iter().flat_map(|operation| &operation.responses);
        let mut entries: Vec<_> = responses.filter_map(|one| Some((one.entry.as_ref()?, one))).collect();
        entries.sort_by_key(|(entry, _)| *entry);
        let is_other = |entry: &str| camel(entry) == ONE_ERROR && !self.api.one_error.contains(entry);
        self.has_one_error = !entries.iter().any(|(entry, _)| is_other(entry));
        for (entry, response) in entries {
            self.entry(entry, response);
        }
    }

    /// Names what one of them carries. Where some carry the same error, it is no error of any of them.
    fn entry(&mut self, entry: &str, response: &Response) {
        let own = camel(entry);
        let longer = format!("{}Body", own.strip_suffix("Body").unwrap_or(&own));
        let is_shared = self.has_one_error && self.api.one_error.contains(entry);
        let shared = is_shared.then(|| ONE_ERROR.to_owned());
        let shared = shared.filter(|name| self.is_one_error || self.is_free(name));
        self.is_one_error |= shared.is_some();
        match shared {
            Some(shared) => {
                self.carried(response, &[shared], &own);
                self.also(response, &own);
            }
            None if self.schemas.contains(&own) => self.carried(response, &[longer], &own),
            None => self.carried(response, &[own.clone(), longer], &own),
        }
    }

    /// Keeps an entry's own name for what it carries: that must not go when another entry comes to carry the same.
    fn also(&mut self, response: &Response, own: &str) {
        let Some(id) = response.content.first().and_then(|carried| carried.media.schema()) else { return };
        let id = self.api.schemas.target(id);
        let Some(name) = self.names.names.get(&id).filter(|_| self.is_free(own)) else { return };
        let shared = self.names.own(name).clone();
        let alias = self.claim(id, &[own.to_owned()]);
        self.names.aliases.push((alias.clone(), id));
        self.names.own.insert(alias, shared);
    }

    fn is_free(&self, name: &str) -> bool {
        self.names.scope.is_free(name) && !self.schemas.contains(name)
    }

    /// Names what a response carries.
    fn carried(&mut self, response: &Response, wanted: &[String], owner: &str) {
        for (index, carried) in response.content.iter().enumerate() {
            let Some(schema) = carried.media.schema() else { continue };
            let mut wanted = wanted.iter().map(|name| match carried.media {
                Media::Events(_) => format!("{owner}Event"),
                Media::Lines(_) => format!("{owner}Line"),
                _ if index == 0 => name.clone(),
                _ => format!("{name}{}", media::word(carried)),
            });
            let first = wanted.next().unwrap_or_default();
            let instead = wanted.next().filter(|instead| *instead != first);
            self.visit_or(schema, &first, instead);
        }
    }
}
