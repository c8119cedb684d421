//! Security schemes, and what asks for them.

use serde_json::{Value, json};

use super::Author;

impl Author<'_> {
    pub(super) fn scheme(&mut self) -> Value {
        let mut scheme = match self.below(6) {
            0 | 1 => json!({ "type": "http", "scheme": self.of(&["bearer", "basic", "Bearer", "digest"]) }),
            2 | 3 => json!({
                "type": "apiKey",
                "in": self.of(&["header", "query", "cookie"]),
                "name": if self.harmful { self.text() } else { "X-Key".to_owned() },
            }),
            4 => json!({ "type": "openIdConnect", "openIdConnectUrl": self.text() }),
            _ => {
                let scopes = self.map(3, |author, _| author.text().into());
                json!({ "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": self.text(), "scopes": scopes } } })
            }
        };
        self.texts(&mut scheme, &["description", "bearerFormat"]);
        scheme
    }

    pub(super) fn requirements(&mut self) -> Value {
        let names = self.schemes.clone();
        let count = self.below(3);
        let mut sets = Vec::new();
        for _ in 0..count {
            let mut set = json!({});
            for _ in 0..self.below(3) {
                let Some(name) = self.known(&names) else { break };
                let scopes = self.names(2);
                set[name] = scopes.into();
            }
            if self.errs(32) {
                let name = self.name();
                set[name] = json!([]);
            }
            sets.push(set);
        }
        sets.into()
    }
}
