//! Which column means what.

/// Names of columns in the languages of the console, in OneRoster and in Moodle; letters and digits only, lower case.
const ID: &[&str] = &[
    "id",
    "studentid",
    "studentnumber",
    "studentno",
    "number",
    "no",
    "nr",
    "sourcedid",
    "idnumber",
    "idnummer",
    "númerodeid",
    "numérodidentification",
    "رقمالهوية",
    "userid",
    "admissionno",
    "admissionnumber",
    "rollno",
    "rollnumber",
    "upn",
    "schülernummer",
    "schülernr",
    "schülerid",
    "nummer",
    "kennung",
    "matricula",
    "matrícula",
    "identificador",
    "numero",
    "número",
    "numéro",
    "identifiant",
    "ine",
    "الرقم",
    "رقمالطالب",
    "المعرف",
    "رولنمبر",
    "شناخت",
];
/// What people sign in with, as Moodle's lists have it: an id where there is no other, since it changes with a name.
const LOGIN: &[&str] =
    &["username", "login", "anmeldename", "nombredeusuario", "nomdutilisateur", "اسمالمستخدم", "صارفنام"];
/// The last resort: a Moodle course's list of participants has nothing else, unless the site shows more.
const EMAIL: &[&str] = &[
    "email",
    "emailaddress",
    "mail",
    "emailadresse",
    "direccióndecorreo",
    "correoelectrónico",
    "adressedecourriel",
    "courriel",
    "البريدالإلكتروني",
    "عنوانالبريدالإلكتروني",
    "ایمیل",
];
const LAST: &[&str] = &[
    "lastname",
    "last",
    "surname",
    "familyname",
    "nachname",
    "familienname",
    "zuname",
    "apellido",
    "apellidos",
    "nom",
    "nomdefamille",
    "اسمالعائلة",
    "اللقب",
    "خاندانینام",
];
const FIRST: &[&str] = &[
    "firstname",
    "first",
    "givenname",
    "givennames",
    "forename",
    "vorname",
    "vornamen",
    "rufname",
    "nombre",
    "nombres",
    "prénom",
    "prénoms",
    "prenom",
    "الاسمالأول",
    "پہلانام",
];
const FULL: &[&str] = &[
    "name",
    "fullname",
    "student",
    "studentname",
    "displayname",
    "schüler",
    "schülername",
    "vollständigername",
    "nombrecompleto",
    "alumno",
    "nomcomplet",
    "nomprénom",
    "nometprénom",
    "élève",
    "الاسم",
    "اسمالطالب",
    "الاسمالكامل",
    "نام",
    "پورانام",
    "طالبعلم",
];

/// Which column holds what: places from 0. Names are in two columns, or in one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The ids.
    pub id: Option<usize>,
    /// Family names.
    pub last_name: Option<usize>,
    /// Given names.
    pub first_name: Option<usize>,
    /// Whole names; taken apart where the other two are not there.
    pub full_name: Option<usize>,
}

impl Columns {
    /// What the columns of these names probably hold; `None` for what none is named like.
    pub fn guess(names: &[String]) -> Self {
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let find = |known: &[&str]| plain.iter().position(|name| known.contains(&name.as_str()));
        let id = find(ID).or_else(|| find(LOGIN)).or_else(|| find(EMAIL));
        let (first_name, full_name) = (find(FIRST), find(FULL));
        match (find(LAST), first_name, full_name) {
            // `Name;Vorname`: beside a given name, a name is the family's.
            (None, Some(_), Some(_)) => Self { id, last_name: full_name, first_name, full_name: None },
            (Some(last), Some(_), _) => Self { id, last_name: Some(last), first_name, full_name: None },
            (last_name, ..) => Self { id, last_name, first_name, full_name },
        }
    }

    /// Whether a list can be read with these: ids, and a name in some column.
    pub fn are_enough(&self) -> bool {
        self.id.is_some() && self.places().count() > 1
    }

    /// The places that are in use.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        [self.id, self.last_name, self.first_name, self.full_name].into_iter().flatten()
    }
}

/// A column's name without what programs write differently: blanks, capitals, punctuation.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
