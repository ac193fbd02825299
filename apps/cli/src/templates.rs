//! `muster templates`: out to and in from NumPy.

use std::{collections::BTreeMap, io::Write};

use anyhow::bail;
use muster_domain::ModelId;
use muster_usecase::Profile;
use muster_usecase::templates::{export_templates, import_templates};

use crate::args::Templates;
use crate::enrol::{class, forms};
use crate::files;
use crate::out::{count, known_as};
use crate::place::Place;
use crate::settings::Settings;

pub(crate) async fn run(place: &Place, args: Templates, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    match args {
        Templates::Export { class: name, model, out: file } => {
            let (students, bytes) =
                export_templates(desk.act(), &class(&name.class), &ModelId::new(model.as_str())).await?;
            if students == 0 {
                let known: Vec<String> = known_models().into_keys().map(|known| known.to_string()).collect();
                let (class, known) = (name.class, known.join(", "));
                bail!(
                    "class `{class}` has no templates of model `{model}`; the profiles' models are: {known}"
                );
            }
            files::write(&file, &bytes)?;
            writeln!(out, "Templates of {}: {}", count(students, "student"), file.display())?;
        }
        Templates::Import { file, class: name, model, consent } => {
            let bytes = files::read(&file)?;
            let model = ModelId::new(model);
            let dimension = known_models().get(&model).copied();
            let said = consent.as_deref().map(forms);
            let law = Settings::default().resolve(None, place.data())?.jurisdiction;
            let consent = said.as_ref().map(|said| (&law, said));
            let named = class(&name.class);
            let imported = import_templates(desk.act(), &named, (&model, dimension), &bytes, consent).await?;
            for (student, many) in &imported {
                writeln!(out, "{}: {many} of {model}", known_as(student))?;
            }
            writeln!(out, "{}.", count(imported.len(), "student"))?;
        }
    }
    Ok(())
}

/// The models of the built-in profiles, with the length of the vectors that they make.
fn known_models() -> BTreeMap<ModelId, usize> {
    let profiles = Profile::built_in();
    let recipes = profiles.iter().flat_map(Profile::recipes);
    recipes.map(|recipe| (recipe.model(), recipe.weights.dimension())).collect()
}
