//! Path templates: `/projects/{projectId}/jobs/{jobId}:run`.

/// The names in a path, in order; an error says what cannot be read.
pub(super) fn names(path: &str) -> Result<Vec<&str>, &'static str> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(start) = rest.find(['{', '}']) {
        if rest[start..].starts_with('}') {
            return Err("a brace is closed that was not opened");
        }
        let inner = &rest[start + 1..];
        let Some(end) = inner.find(['{', '}']).filter(|&end| inner[end..].starts_with('}')) else {
            return Err("a brace is not closed");
        };
        match &inner[..end] {
            "" => return Err("a parameter has no name"),
            name if name.contains('/') => return Err("a parameter spans segments"),
            name => names.push(name),
        }
        rest = &inner[end + 1..];
    }
    Ok(names)
}

/// The path with its names taken out: two paths that have this in common match the same requests.
pub(super) fn shape(path: &str) -> String {
    let mut shape = String::new();
    for (index, piece) in path.split(['{', '}']).enumerate() {
        shape.push_str(if index % 2 == 0 { piece } else { "{}" });
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_wherever_they_stand() {
        assert_eq!(names("/a/{b}/{c}-{d}:run"), Ok(vec!["b", "c", "d"]));
        assert_eq!(names("/"), Ok(vec![]));
        assert_eq!(names("/a/{}"), Err("a parameter has no name"));
        assert_eq!(names("/a/{b"), Err("a brace is not closed"));
        assert_eq!(names("/a/{b{c}}"), Err("a brace is not closed"));
        assert_eq!(names("/a/b}"), Err("a brace is closed that was not opened"));
    }

    #[test]
    fn paths_that_differ_in_names_have_one_shape() {
        assert_eq!(shape("/a/{b}/c{d}"), "/a/{}/c{}");
        assert_eq!(shape("/a/{x}/c{y}"), "/a/{}/c{}");
        assert_ne!(shape("/a/b"), shape("/a/{b}"));
    }
}
