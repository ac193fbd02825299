//! Whom a mail is to or from.

use lettre::Address;

use crate::AddressError;

/// A mail address, with a name or without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    name: String,
    address: Address,
}

impl Mailbox {
    /// A mailbox. The name is in any script, and may be empty; control characters in it count as blanks. A domain in any
    /// script is written as DNS has it (`xn--`); letters beyond ASCII before the `@` are for servers that take them.
    ///
    /// # Errors
    /// [`AddressError`] names the address and what is wrong with it.
    pub fn new(name: &str, address: &str) -> Result<Self, AddressError> {
        let refused = |cause: String| AddressError { address: address.to_owned(), cause };
        // Quoted local parts may hold these by the standard. No school's do, and few programs read them.
        if address.chars().any(|c| c.is_control() || c.is_whitespace() || "<>\"(),;:\\".contains(c)) {
            return Err(refused(
                "blanks, control characters and signs like < or , have no place in it".to_owned(),
            ));
        }
        let (local, domain) = address.rsplit_once('@').ok_or_else(|| refused("there is no @".to_owned()))?;
        let domain = if domain.is_ascii() {
            domain.to_owned()
        } else {
            idna::domain_to_ascii(domain).map_err(|error| refused(error.to_string()))?
        };
        let address = Address::new(local, domain).map_err(|error| refused(error.to_string()))?;
        Ok(Self { name: one_line(name), address })
    }

    /// The address alone.
    pub fn address(&self) -> &str {
        self.address.as_ref()
    }

    /// The name, or nothing.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn to_lettre(&self) -> lettre::message::Mailbox {
        let name = (!self.name.is_empty()).then(|| self.name.clone());
        lettre::message::Mailbox::new(name, self.address.clone())
    }
}

/// A text as one line: a blank for each run of blanks and control characters, and none around it. A line end would begin
/// another header, and of several blanks between two encoded words none is left (RFC 2047, 6.2).
pub(crate) fn one_line(text: &str) -> String {
    let blank = |c: char| c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
