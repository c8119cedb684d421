//! What codegen wrote into a manifest the last time, as `[package.metadata.codegen]` says.

use toml_edit::{Table, TableLike, Value};

/// Where it is noted what codegen wrote into a table of dependencies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Section {
    /// The key of the dependencies' names.
    pub(super) names: &'static str,
    /// The key of their features, each as `name/feature`.
    pub(super) features: &'static str,
}

pub(super) const DEPENDENCIES: Section = Section { names: "dependencies", features: "dependency-features" };
pub(super) const DEV_DEPENDENCIES: Section =
    Section { names: "dev-dependencies", features: "dev-dependency-features" };

/// What codegen wrote the last time.
pub(super) struct Noted {
    pub(super) features: Vec<String>,
    pub(super) dependencies: NotedDependencies,
    pub(super) dev_dependencies: NotedDependencies,
}

/// What codegen wrote the last time into a table of dependencies.
pub(super) struct NotedDependencies {
    pub(super) names: Vec<String>,
    pub(super) features: Vec<String>,
}

impl NotedDependencies {
    /// The features of one.
    pub(super) fn features_of(&self, name: &str) -> Vec<String> {
        let split = self.features.iter().filter_map(|noted| noted.split_once('/'));
        split.filter(|(of, _)| *of == name).map(|(_, feature)| feature.to_owned()).collect()
    }
}

impl Noted {
    pub(super) fn read(root: &Table) -> Self {
        let codegen = ["package", "metadata", "codegen"]
            .into_iter()
            .try_fold(root as &dyn TableLike, |table, key| table.get(key)?.as_table_like());
        let names = |key: &str| -> Vec<String> {
            let names = codegen.and_then(|table| table.get(key)?.as_array()).into_iter().flatten();
            names.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let section = |section: Section| NotedDependencies {
            names: names(section.names),
            features: names(section.features),
        };
        Self {
            features: names("features"),
            dependencies: section(DEPENDENCIES),
            dev_dependencies: section(DEV_DEPENDENCIES),
        }
    }
}
