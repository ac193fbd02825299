//! `muster templates`: out to and in from NumPy.

use muster_domain::ModelId;
use muster_usecase::templates::{export_templates, import_templates};

use crate::args::Templates;
use crate::enrol::class;
use crate::files;
use crate::place::Place;

pub(crate) async fn run(place: &Place, args: Templates) -> anyhow::Result<()> {
    let desk = place.open().await?;
    match args {
        Templates::Export { class: name, model, out } => {
            let (students, bytes) =
                export_templates(desk.act(), &class(&name.class), &ModelId::new(model)).await?;
            files::write(&out, &bytes)?;
            println!("{students} students' templates: {}", out.display());
        }
        Templates::Import { file, class: name, model } => {
            let bytes = files::read(&file)?;
            let dimension = dimension(&model);
            let model = ModelId::new(model);
            let imported =
                import_templates(desk.act(), &class(&name.class), (&model, dimension), &bytes).await?;
            for (student, count) in &imported {
                println!("{} ({}): {count} of {model}", student.full_name(), student.id);
            }
            println!("{} students.", imported.len());
        }
    }
    Ok(())
}

/// The length of the vectors that a model of the profiles makes; any length for others.
fn dimension(model: &str) -> Option<usize> {
    let profiles = muster_usecase::Profile::built_in();
    let recipes = profiles.iter().flat_map(muster_usecase::Profile::recipes);
    let mut known = recipes.filter(|recipe| recipe.model().as_str() == model);
    known.next().map(|recipe| recipe.weights.dimension())
}
