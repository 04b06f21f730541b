//! Installs `LibreOffice`, which opens the exported analysis in one of the native tests.

use crate::{debian, project::Project};

/// Installs `LibreOffice` Calc if that is allowed without asking: on Debian, as root. Elsewhere the
/// test that needs it is skipped with a message; its absence isn't an error.
pub fn ensure(project: &Project) {
    let there = ["soffice", "libreoffice"]
        .iter()
        .any(|name| project.find_program(name).is_some());
    if there {
        return;
    }
    let installed = debian::installs(project)
        && debian::install(
            project,
            "LibreOffice Calc",
            &["libreoffice-calc-nogui"],
            120,
        )
        .is_ok();
    if !installed {
        println!(
            "There is no LibreOffice here: the test that opens the exported analysis with it is skipped.\n\
             To run it too, install LibreOffice Calc (Debian: sudo apt-get install libreoffice-calc-nogui)."
        );
    }
}
