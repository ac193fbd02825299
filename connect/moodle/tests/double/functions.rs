//! The functions, with the checks of `validate_parameters` before each.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{ATTENDANCE, COURSE, ME, SessionRow, Site, User, exception};

type Form = BTreeMap<String, String>;

/// A parameter's name, its type (`PARAM_...`), and its default where it has one.
type Parameter = (&'static str, &'static str, Option<&'static str>);

pub(crate) fn call(site: &mut Site, function: &str, form: &Form) -> Result<Value, Value> {
    match function {
        "core_webservice_get_site_info" => {
            validated(form, &[])?;
            Ok(site_info(site))
        }
        "core_enrol_get_enrolled_users" => enrolled_users(site, form),
        "mod_attendance_get_sessions" => {
            activity(&validated(form, &[("attendanceid", "INT", None)])?)?;
            let all: Result<Vec<_>, _> = site.sessions.keys().map(|id| session(site, *id)).collect();
            Ok(Value::Array(all?))
        }
        "mod_attendance_get_session" => {
            session(site, int(&validated(form, &[("sessionid", "INT", None)])?, "sessionid"))
        }
        "mod_attendance_add_session" => add_session(site, form),
        "mod_attendance_update_user_status" => update_user_status(site, form),
        _ => Err(missing("external_functions")),
    }
}

fn invalid() -> Value {
    exception("invalid_parameter_exception", "invalidparameter", "Invalid parameter value detected")
}

fn missing(table: &str) -> Value {
    let (code, message) = match table {
        "" => ("invalidrecordunknown", "Can't find data record in database.".to_owned()),
        "user" => ("invaliduser", "Invalid user".to_owned()),
        table => ("invalidrecord", format!("Can't find data record in database table {table}.")),
    };
    exception("dml_missing_record_exception", code, &message)
}

fn not_permitted(what: &str) -> Value {
    let message = format!("Sorry, but you do not currently have permissions to do that ({what}).");
    exception("required_capability_exception", "nopermissions", &message)
}

/// `validate_parameters`: every required one, of its type, and no other.
fn validated(form: &Form, parameters: &[Parameter]) -> Result<Form, Value> {
    if form.keys().any(|key| parameters.iter().all(|(name, ..)| name != key)) {
        return Err(invalid());
    }
    let mut valid = Form::new();
    for (name, kind, default) in parameters {
        let value = form.get(*name).map(String::as_str).or(*default).ok_or_else(invalid)?;
        let fits = match *kind {
            "INT" => value.parse::<i64>().is_ok_and(|number| number.to_string() == value),
            "BOOL" => matches!(value, "0" | "1"),
            _ => true,
        };
        if !fits {
            return Err(invalid());
        }
        valid.insert((*name).to_owned(), value.to_owned());
    }
    Ok(valid)
}

fn int(form: &Form, name: &str) -> i64 {
    form[name].parse().expect("validated")
}

fn activity(form: &Form) -> Result<(), Value> {
    if int(form, "attendanceid") == ATTENDANCE { Ok(()) } else { Err(missing("")) }
}

fn site_info(site: &Site) -> Value {
    let functions: Vec<_> =
        site.functions.iter().map(|name| json!({ "name": name, "version": "2025100600" })).collect();
    json!({
        "sitename": "A school", "username": "teacher", "firstname": "T", "lastname": "Eacher",
        "fullname": "T Eacher", "lang": "en", "userid": ME, "siteurl": "https://moodle.school.example",
        "userpictureurl": "https://moodle.school.example/theme/image.php", "functions": functions,
        "release": "5.1 (Build: 20251006)", "version": "2025100600",
    })
}

fn enrolled_users(site: &Site, form: &Form) -> Result<Value, Value> {
    let options = [
        ("courseid", "INT", None),
        ("options[0][name]", "ALPHANUMEXT", None),
        ("options[0][value]", "RAW", None),
    ];
    let form = validated(form, &options)?;
    if int(&form, "courseid") != COURSE {
        return Err(exception(
            "dml_missing_record_exception",
            "invalidrecord",
            "Can't find data record in database table course.",
        ));
    }
    if form["options[0][name]"] != "userfields" {
        return Err(invalid());
    }
    let fields: Vec<&str> = form["options[0][value]"].split(',').collect();
    let described = |(id, user): (&i64, &User)| {
        // The full name is in every answer, asked for or not; the others only for those who may see them.
        let mut shown = json!({ "id": id, "fullname": "Some Body" });
        let identity = [("idnumber", user.idnumber), ("email", user.email)];
        for (name, value) in identity.into_iter().filter(|(_, value)| !value.is_empty()) {
            if fields.contains(&name) && (site.sees_identity || *id == ME) {
                shown[name] = json!(value);
            }
        }
        shown
    };
    Ok(site.users.iter().filter(|(_, user)| user.enrolled).map(described).collect())
}

fn session(site: &Site, id: i64) -> Result<Value, Value> {
    let row = site.sessions.get(&id).ok_or_else(|| missing("attendance_sessions"))?;
    if !site.can_take && !site.can_manage {
        return Err(invalid());
    }
    let statuses: Vec<_> = site.statuses.iter().filter(|one| one.visible && one.set == row.statusset).map(|one| {
        json!({ "id": one.id, "attendanceid": ATTENDANCE, "acronym": one.acronym, "description": one.description,
            "grade": 1.0, "visible": 1, "deleted": 0, "setnumber": one.set })
    }).collect();
    let users: Vec<_> = site
        .users
        .iter()
        .filter(|(_, user)| user.enrolled && user.listed)
        .map(|(id, _)| json!({ "id": id, "firstname": "Some", "lastname": "Body" }))
        .collect();
    let log: Vec<_> = site.log.iter().filter(|((session, _), _)| *session == id).map(|((_, student), status)| {
        json!({ "studentid": student, "statusid": status.to_string(), "remarks": "", "id": "1" })
    }).collect();
    Ok(json!({
        "id": id, "attendanceid": ATTENDANCE, "groupid": row.group, "sessdate": row.sessdate,
        "duration": row.duration, "lasttaken": null, "lasttakenby": 0, "timemodified": 0,
        "description": row.description, "descriptionformat": 1, "studentscanmark": 0, "absenteereport": 1,
        "autoassignstatus": 0, "preventsharedip": 0, "preventsharediptime": null, "statusset": row.statusset,
        "includeqrcode": 0, "studentsearlyopentime": 0, "courseid": COURSE, "statuses": statuses,
        "attendance_log": log, "users": users,
    }))
}

fn add_session(site: &mut Site, form: &Form) -> Result<Value, Value> {
    let form = validated(
        form,
        &[
            ("attendanceid", "INT", None),
            ("description", "RAW", Some("")),
            ("sessiontime", "INT", None),
            ("duration", "INT", Some("0")),
            ("groupid", "INT", Some("0")),
            ("addcalendarevent", "BOOL", Some("1")),
        ],
    )?;
    activity(&form)?;
    if !site.can_manage {
        return Err(not_permitted("Manage attendances"));
    }
    // The activity has no group mode.
    if int(&form, "groupid") > 0 {
        return Err(invalid());
    }
    let id = site.sessions.keys().max().unwrap_or(&100) + 1;
    let row = SessionRow {
        sessdate: int(&form, "sessiontime"),
        duration: int(&form, "duration"),
        statusset: 0,
        group: 0,
        description: form["description"].clone(),
    };
    site.sessions.insert(id, row);
    Ok(json!({ "sessionid": id }))
}

fn update_user_status(site: &mut Site, form: &Form) -> Result<Value, Value> {
    let parameters = ["sessionid", "studentid", "takenbyid", "statusid"].map(|name| (name, "INT", None));
    let form = validated(form, &[&parameters[..], &[("statusset", "TEXT", None)]].concat())?;
    let (id, student) = (int(&form, "sessionid"), int(&form, "studentid"));
    let row = site.sessions.get(&id).ok_or_else(|| missing("attendance_sessions"))?;
    if !site.can_take {
        return Err(invalid());
    }
    if !site.users.contains_key(&student) || !site.users.contains_key(&int(&form, "takenbyid")) {
        return Err(missing("user"));
    }
    let status = int(&form, "statusid");
    let of_set = |one: &&super::StatusRow| one.visible && one.set == row.statusset;
    if form["statusset"] != row.statusset.to_string()
        || !site.statuses.iter().filter(of_set).any(|one| one.id == status)
    {
        return Err(invalid());
    }
    site.log.insert((id, student), status);
    Ok(json!("OK"))
}
