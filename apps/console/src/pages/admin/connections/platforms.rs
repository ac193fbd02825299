//! Platforms that open Muster by LTI 1.3, and the courses from which teachers have opened it.

use maud::{Markup, html};
use muster_domain::{Class, LtiContext, LtiMemberId, LtiPlatform};

use super::{ConnectionsView, Tool, address, code, course_name, unlink};
use crate::shell::{date_of, instant};
use crate::text::Text;

const MEMBER_IDS: [LtiMemberId; 3] =
    [LtiMemberId::LisPersonSourcedid, LtiMemberId::UserId, LtiMemberId::Email];

/// What to enter there, and the platforms that are registered here.
pub(super) fn platforms(text: Text, view: &ConnectionsView<'_>) -> Markup {
    html! {
        section.card aria-labelledby="platforms" {
            div.head { h2 #platforms { (text.say("lti-title")) }
                button.main.end data-open="add-platform" { (text.say("lti-add")) } }
            p.soft { (text.say("lti-lead")) }
            (tool(text, view.tool))
            h3 { (text.say("lti-platforms")) }
            @if view.platforms.is_empty() { p.soft { (text.say("lti-platforms-none")) } }
            ul.plain { @for one in view.platforms { (platform(text, one)) } }
        }
    }
}

fn tool(text: Text, tool: Option<&Tool>) -> Markup {
    let Some(tool) = tool else { return html! { p.notice { (text.say("lti-no-address")) } } };
    let rows = [
        ("lti-tool-target", "tool-target", &tool.target),
        ("lti-tool-login", "tool-login", &tool.login),
        ("lti-tool-launch", "tool-launch", &tool.launch),
        ("lti-tool-keys", "tool-keys", &tool.keys),
    ];
    html! {
        @if tool.target.starts_with("http://") { p.notice { (text.say("lti-unencrypted")) } }
        details {
            summary { (text.say("lti-tool")) }
            p.soft { (text.say("lti-tool-lead")) }
            @for (message, id, address) in rows { div.copied {
                label.field { span { (text.say(message)) } input id=(id) readonly dir="ltr" value=(address); }
                button type="button" data-copies=(id) { (text.say("copy")) span.hidden { " " (text.say(message)) } }
            } }
        }
    }
}

fn platform(text: Text, one: &LtiPlatform) -> Markup {
    let values = [("name", one.issuer.clone().into())];
    html! {
        li.rule {
            h4 { bdi dir="ltr" { (one.issuer) } }
            p { (text.say("lti-client-id")) ": " bdi { (one.client_id) } " · " (text.say("lti-deployments")) ": " bdi { (one.deployment_ids.join(", ")) }
                @if one.sign_in { " " span.badge.pending { (text.say("lti-signs-in")) } } }
            p.soft { (text.with("lti-added-by", &[("name", one.by.clone().into())])) " " (date_of(one.since)) }
            details {
                summary { (text.say("lti-remove")) span.hidden { " " (one.issuer) } }
                p { (text.say("lti-remove-lead")) }
                form data-call={ "DELETE /api/v1/lti/platforms/" (one.id.0) } data-said=(text.with("lti-removed", &values)) {
                    button.danger { (text.say("lti-remove")) span.hidden { " " (one.issuer) } }
                }
            }
        }
    }
}

/// The dialog that registers a platform.
pub(super) fn dialog(text: Text) -> Markup {
    let address = |name: &str, message: &str| {
        html! { label.field { span { (text.say(message)) } input type="url" name=(name) maxlength="2000" required dir="ltr" placeholder="https://"; } }
    };
    html! {
        dialog #add-platform aria-labelledby="add-platform-title" {
            button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
            h2 #add-platform-title { (text.say("lti-add")) }
            p.soft { (text.say("lti-add-lead")) }
            form data-call="POST /api/v1/lti/platforms" data-said=(text.say("lti-added")) {
                (address("issuer", "lti-issuer"))
                label.field { span { (text.say("lti-client-id")) } input name="client_id" maxlength="200" required dir="ltr" autocapitalize="none" spellcheck="false"; }
                (address("auth_url", "lti-auth-url"))
                (address("token_url", "lti-token-url"))
                (address("jwks_url", "lti-jwks-url"))
                (deployments(text))
                label.check { input type="checkbox" name="sign_in"; span { (text.say("lti-sign-in")) } }
                p.soft { (text.say("lti-sign-in-hint")) }
                div.row { button.main { (text.say("lti-add")) } button type="button" data-close { (text.say("cancel")) } }
            }
        }
    }
}

/// Most platforms have one deployment of a tool, some several.
fn deployments(text: Text) -> Markup {
    let field = html! {
        label { span { (text.say("lti-deployment")) } input name="deployment_ids" maxlength="200" required data-type="list" dir="ltr"; }
    };
    let remove = text.with("row-remove", &[("name", text.say("lti-deployment").into())]);
    html! {
        fieldset.field data-rows {
            legend { (text.say("lti-deployments")) }
            ul.rows { li { (field) } }
            template { li { (field) button.quiet type="button" data-row-remove aria-label=(remove) { "×" } } }
            button type="button" data-row-add { (text.say("lti-deployment-add")) }
        }
    }
}

/// The courses, and which class each is.
pub(super) fn courses(text: Text, view: &ConnectionsView<'_>) -> Markup {
    html! {
        section.card aria-labelledby="courses" {
            h2 #courses { (text.say("lti-courses")) }
            p.soft { (text.say("lti-courses-lead")) }
            @if view.courses.is_empty() { p.soft { (text.say("lti-courses-none")) } }
            ul.plain { @for one in view.courses { (course(text, view, one)) } }
        }
    }
}

fn course(text: Text, view: &ConnectionsView<'_>, one: &LtiContext) -> Markup {
    let platform = view.platforms.iter().find(|platform| platform.id == one.key.platform);
    let linked = one.link.as_ref().and_then(|link| view.classes.iter().find(|class| class.id == link.class));
    html! {
        li.rule {
            h3 { bdi { (course_name(one)) } }
            p.soft {
                bdi dir="ltr" { (platform.map_or("", |platform| platform.issuer.as_str())) } " · "
                (text.say("lti-course-id")) " " bdi { (one.key.context) } " · "
                (text.say("lti-opened")) " " (instant(one.about.at))
            }
            @if one.about.members_url.is_none() { p { span.badge.pending { (text.say("lti-no-members")) } } }
            @if one.about.line_items_url.is_none() { p { span.badge.pending { (text.say("lti-no-grades")) } } }
            @match linked {
                Some(class) => div.row {
                    span { (text.say("lti-linked")) " " a href=(address(&class.id)) { bdi { (class.name) } } }
                    (unlink(text, &class.id, one))
                },
                None => (linking(text, one, view.classes)),
            }
        }
    }
}

fn linking(text: Text, one: &LtiContext, classes: &[Class]) -> Markup {
    let key = &one.key;
    html! {
        form.fields data-call="PUT /api/v1/classes/{class}/lti" data-said=(text.say("lti-link-said")) {
            input type="hidden" name="platform" value=(key.platform.0) data-type="number";
            input type="hidden" name="deployment" value=(key.deployment);
            input type="hidden" name="context" value=(key.context);
            label.field { span { (text.say("lti-which-class")) } select name="class" required {
                option value="" { (text.say("choose")) }
                @for class in classes { option value=(class.id) { (class.name) } }
            } }
            label.field { span { (text.say("lti-member-id")) } select name="member_id" {
                @for id in MEMBER_IDS { option value=(code(id)) { (text.say(&format!("lti-member-{}", code(id)))) } }
            } }
            button { (text.say("lti-link")) }
        }
    }
}
