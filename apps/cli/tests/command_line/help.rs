//! Every command explains itself.

use crate::room::{Room, has};

/// The commands that a help text lists, each with what it says about it.
fn commands(help: &str) -> Vec<(String, String)> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = listed.take_while(|line| line.starts_with("  "));
    lines
        .filter(|line| !line.starts_with("   ")) // a long text goes on, further in
        .map(|line| line.trim().split_once("  ").unwrap_or((line.trim(), "")))
        .map(|(name, text)| (name.to_owned(), text.trim().to_owned()))
        .filter(|(name, _)| name != "help")
        .collect()
}

/// Checks the help of a command and of all below it; gives the number of commands seen.
fn check(room: &Room, path: &[String]) -> usize {
    let mut args = path.to_vec();
    args.push("--help".to_owned());
    let help = room.ok(&args);
    let usage = help.lines().find(|line| line.starts_with("Usage: muster")).unwrap_or_default();
    for name in path {
        assert!(usage.split(' ').any(|word| word == name), "`{name}` is in the usage line of:\n{help}");
    }
    has(&help, &["Usage: muster", "--home", "--engine"]);
    let mut seen = 1;
    for (name, text) in commands(&help) {
        assert!(!text.is_empty(), "`{name}` says what it does in:\n{help}");
        seen += check(room, &[path, &[name]].concat());
    }
    seen
}

#[test]
fn every_command_has_a_help_text_and_says_what_it_does() {
    let room = Room::new();
    let top: Vec<String> = commands(&room.ok(["--help"])).into_iter().map(|(name, _)| name).collect();
    for name in ["models", "doctor", "profiles", "enrol", "review", "take", "mark", "close", "register"] {
        assert!(top.iter().any(|known| known == name), "`{name}` is listed: {top:?}");
    }
    let seen = check(&room, &[]);
    assert!(seen > top.len() + 8, "the commands below `models`, `review`, `templates` are reached: {seen}");
    assert!(!room.path("data").exists(), "help alone makes no data folder");
}

#[test]
fn dates_and_states_show_how_they_are_written() {
    let room = Room::new();
    has(&room.ok(["take", "--help"]), &["2026-11-24", "JPEG, PNG or WebP", "[default: default]"]);
    has(&room.ok(["mark", "--help"]), &["left_early", "not_seen"]);
    has(&room.ok(["register", "--help"]), &[".csv", "2026-11-24"]);
}

#[test]
fn the_version_is_told() {
    let room = Room::new();
    assert_eq!(room.ok(["--version"]).trim(), concat!("muster ", env!("CARGO_PKG_VERSION")));
}
