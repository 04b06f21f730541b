//! `cargo xtask pictures`: makes the pictures of `README.md` and `docs/gids.md` from the app as it is.

use crate::{Outcome, browser, project::Project, serve, setup};
use std::env;

/// The sets of pictures.
const SETS: [&str; 2] = ["readme", "guide"];

/// Builds the app, unless `MAATWERK_DIST` names a build, and takes the pictures of the named sets, or of
/// both.
pub fn pictures(project: &Project, sets: &[&str]) -> Outcome {
    check(sets)?;
    setup::tools(project)?;
    let browser = browser::ensure(project)?;
    if env::var_os("MAATWERK_DIST").is_none() {
        serve::build(project)?;
    }
    let mut node = project.command("node");
    node.arg("xtask/web/pictures.mjs").args(sets);
    match node.env("CHROMIUM", &browser.chromium).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err("Not all pictures could be taken; see above.".to_owned()),
        Err(error) => Err(format!("`node` does not start: {error}")),
    }
}

/// Refuses a set that isn't there.
fn check(sets: &[&str]) -> Outcome {
    match sets.iter().find(|it| !SETS.contains(it)) {
        Some(unknown) => Err(format!(
            "There are no pictures `{unknown}`; there are: {}.",
            SETS.join(", ")
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn only_sets_that_exist_are_taken() {
        assert_eq!(check(&[]), Ok(()));
        assert_eq!(check(&["guide"]), Ok(()));
        assert!(check(&["guide", "gids"]).is_err());
    }
}
