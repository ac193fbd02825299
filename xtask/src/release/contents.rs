//! What is in the release: the bill of materials, and the licences of everything that others wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use super::pack::hex;
use super::{Build, Place, output};
use crate::run;

/// How files begin in which packages keep their licence.
const LICENCE_FILES: [&str; 6] = ["licence", "license", "copying", "copyright", "notice", "unlicense"];

/// A package: its name and version.
type Package = (String, String);

/// Writes the bills of materials of the binary and of the phone app; the packages of the first.
pub(super) fn bill_of_materials(place: &Place, build: &Build) -> anyhow::Result<BTreeSet<Package>> {
    let mut cyclonedx = place.cargo(build, &["cyclonedx", "--format", "json", "--describe", "binaries"]);
    run(cyclonedx.args(["--spec-version", "1.5", "--manifest-path", "apps/cli/Cargo.toml"]))?;
    let written = place.sources.join("apps/cli/muster_bin.cdx.json");
    let text =
        fs::read_to_string(&written).with_context(|| format!("{} was not written", written.display()))?;
    // Its own packages are named by the folder that they were built in.
    let text = text.replace(&place.sources.display().to_string(), "/muster");
    let bill = settled(serde_json::from_str(&text)?);
    write(place, "muster.cdx.json", &bill)?;
    write(place, "muster-app.cdx.json", &apps_bill(place)?)?;
    let components = bill["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |component: &Value, name: &str| component[name].as_str().unwrap_or_default().to_owned();
    Ok(components.iter().map(|component| (text(component, "name"), text(component, "version"))).collect())
}

/// The packages of the phone app, from its lock file: all that npm installs for it but what only its development needs. (`npm sbom`
/// refuses this tree for a peer that Expo asks for in two ways, and without development leaves React Native out.)
fn apps_bill(place: &Place) -> anyhow::Result<Value> {
    let lock =
        fs::read_to_string(place.sources.join("mobile/package-lock.json")).context("the app's lock file")?;
    let lock: Value = serde_json::from_str(&lock)?;
    let packages = lock["packages"].as_object().context("the app's lock file lists no packages")?;
    let shipped = packages.iter().filter(|(path, package)| !path.is_empty() && package["dev"] != true);
    let components: BTreeMap<String, Value> =
        shipped.filter_map(|(path, package)| component(path, package)).collect();
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "bom-ref": "muster-app", "name": "muster-app", "version": lock["version"],
        } },
        "components": components.into_values().collect::<Vec<_>>(),
    }))
}

/// One package of a lock file, by its package URL; none for what is no package of a registry.
fn component(path: &str, package: &Value) -> Option<(String, Value)> {
    let name = path.rsplit_once("node_modules/")?.1;
    let version = package["version"].as_str()?;
    let purl = format!("pkg:npm/{}@{version}", name.replace('@', "%40"));
    let mut component =
        json!({ "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl });
    if let Some(licence) = package["license"].as_str() {
        component["licenses"] = json!([{ "license": { "name": licence } }]);
    }
    let digest = package["integrity"].as_str().and_then(|text| text.strip_prefix("sha512-"));
    if let Some(digest) = digest.and_then(|digest| BASE64_STANDARD.decode(digest).ok()) {
        component["hashes"] = json!([{ "alg": "SHA-512", "content": hex(&digest) }]);
    }
    Some((purl, component))
}

/// Without what is another at each run. Both are left to the producer (`CycloneDX` 1.5), and the checksums say which file it is.
fn settled(mut bill: Value) -> Value {
    if let Some(fields) = bill.as_object_mut() {
        fields.remove("serialNumber");
    }
    if let Some(fields) = bill.get_mut("metadata").and_then(Value::as_object_mut) {
        fields.remove("timestamp");
    }
    bill
}

fn write(place: &Place, name: &str, bill: &Value) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(bill)? + "\n";
    fs::write(place.files.join(name), text).with_context(|| format!("{name} can't be written"))
}

/// The licences of these packages, each text once, with who it is of: most ask to be handed on with what is built of them.
pub(super) fn licences(place: &Place, build: &Build, bill: &BTreeSet<Package>) -> anyhow::Result<String> {
    let mut metadata = crate::cargo(&["metadata", "--format-version=1", "--locked", "--offline"]);
    let told = output(metadata.args(["--filter-platform", &build.host]).current_dir(&place.sources))?;
    let known: Value = serde_json::from_str(&told)?;
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut list = String::new();
    for package in known["packages"].as_array().context("`cargo metadata` lists no packages")? {
        let field = |name: &str| package[name].as_str().unwrap_or_default();
        let name = (field("name").to_owned(), field("version").to_owned());
        if package["source"].is_null() || !bill.contains(&name) {
            continue; // Muster's own, or not in the binary
        }
        let name = format!("{} {}", name.0, name.1);
        writeln!(list, "{name}: {}", field("license"))?;
        for file in licence_files(Path::new(field("manifest_path")))? {
            let text = String::from_utf8_lossy(&fs::read(&file)?).replace('\r', "");
            texts.entry(text.trim().to_owned()).or_default().insert(name.clone());
        }
    }
    let mut all = format!("What others wrote and Muster's binary is built of.\n\n{list}");
    for (text, names) in texts {
        let names: Vec<String> = names.into_iter().collect();
        write!(all, "\n{}\n\n{text}\n", names.join(", "))?;
    }
    Ok(all)
}

fn licence_files(manifest: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let folder = manifest.parent().context("a manifest lies in a folder")?;
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("{} can't be listed", folder.display()))?
        .flatten()
        .map(|found| found.path())
        .filter(|path| path.is_file())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            LICENCE_FILES.iter().any(|beginning| name.starts_with(beginning))
        })
        .collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects whoever looks a vulnerable package up by its address: it is written as the package-url specification has it, with
    /// the digest in digits.
    #[test]
    fn a_package_of_the_lock_file_has_its_address_and_digest() {
        let package = json!({ "version": "1.2.3", "license": "MIT", "integrity": "sha512-AP8=" });
        let (purl, found) = component("node_modules/a/node_modules/@expo/x", &package).expect("a package");
        assert_eq!((purl.as_str(), &found["name"]), ("pkg:npm/%40expo/x@1.2.3", &json!("@expo/x")));
        assert_eq!(found["hashes"], json!([{ "alg": "SHA-512", "content": "00ff" }]));
        assert!(component("", &package).is_none(), "the app itself");
    }

    /// Protects the comparison of two builds from what a tool draws anew each time.
    #[test]
    fn a_settled_bill_has_no_time_and_no_number_of_its_own() {
        let bill =
            settled(json!({ "serialNumber": "urn:uuid:1", "metadata": { "timestamp": "now", "tools": [] } }));
        assert_eq!(bill, json!({ "metadata": { "tools": [] } }));
    }
}
