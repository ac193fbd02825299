//! What kind of network an address lies in, and which kinds webhooks may reach.
//!
//! The blocks are those of IANA's special-purpose address registries (RFC 6890 and what has been added since). An IPv6
//! address that stands for an IPv4 address is judged as that one.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What kind of network an address lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressKind {
    /// One that the whole internet reaches.
    Public,
    /// This machine itself.
    Loopback,
    /// A private network, a provider's shared one, or a unique local one (RFC 1918, RFC 6598, RFC 4193).
    Private,
    /// The wire that this machine hangs on (RFC 3927, RFC 4291).
    LinkLocal,
    /// Where a cloud tells its machines their secrets.
    Metadata,
    /// No machine: unspecified, multicast, examples, or reserved.
    Reserved,
}

impl std::fmt::Display for AddressKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Public => "a public address",
            Self::Loopback => "this machine itself",
            Self::Private => "in a private network",
            Self::LinkLocal => "a link-local address",
            Self::Metadata => "where a cloud keeps its machines' secrets",
            Self::Reserved => "reserved and no machine's",
        })
    }
}

/// How far webhooks may reach. Who runs the server decides that, not who types a URL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Public addresses only.
    #[default]
    Public,
    /// This machine and private networks too. Link-local, metadata and reserved addresses stay closed.
    Private,
}

impl Reach {
    /// Whether webhooks may go there.
    ///
    /// # Errors
    /// [`ForbiddenAddress::Kind`] where they may not.
    pub fn check(self, address: IpAddr) -> Result<(), ForbiddenAddress> {
        match (kind_of(address), self) {
            (AddressKind::Public, _) | (AddressKind::Loopback | AddressKind::Private, Self::Private) => {
                Ok(())
            }
            (kind, _) => Err(ForbiddenAddress::Kind { address, kind }),
        }
    }
}

/// An address that webhooks may not go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForbiddenAddress {
    /// Its kind is closed.
    #[error(
        "{address} is {kind}, where webhooks may not go: give an address that the whole internet reaches, or have \
         the server's administrator allow private networks if it is in one"
    )]
    Kind {
        /// The address.
        address: IpAddr,
        /// Its kind.
        kind: AddressKind,
    },
    /// Unencrypted, and not this machine.
    #[error("{address} is another machine, and http would send to it unencrypted: use https")]
    Unencrypted {
        /// The address.
        address: IpAddr,
    },
}

/// Addresses at which clouds tell their machines secrets, beyond the link-local ones: Alibaba's, Azure's and Oracle's,
/// then those of AWS and Google over IPv6. Some lie in blocks that are otherwise public or private.
const METADATA: [IpAddr; 5] = [
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
    IpAddr::V4(Ipv4Addr::new(168, 63, 129, 16)),
    IpAddr::V4(Ipv4Addr::new(192, 0, 0, 192)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)),
    IpAddr::V6(Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254)),
];
/// The metadata address of most clouds.
const LINK_LOCAL_METADATA: IpAddr = IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254));

/// IPv4 blocks that are not public: network, bits of its prefix, kind.
const V4_BLOCKS: [(Ipv4Addr, u32, AddressKind); 15] = [
    (Ipv4Addr::UNSPECIFIED, 8, AddressKind::Reserved),
    (Ipv4Addr::new(10, 0, 0, 0), 8, AddressKind::Private),
    (Ipv4Addr::new(100, 64, 0, 0), 10, AddressKind::Private),
    (Ipv4Addr::new(127, 0, 0, 0), 8, AddressKind::Loopback),
    (Ipv4Addr::new(169, 254, 0, 0), 16, AddressKind::LinkLocal),
    (Ipv4Addr::new(172, 16, 0, 0), 12, AddressKind::Private),
    (Ipv4Addr::new(192, 0, 0, 0), 24, AddressKind::Reserved),
    (Ipv4Addr::new(192, 0, 2, 0), 24, AddressKind::Reserved),
    (Ipv4Addr::new(192, 88, 99, 0), 24, AddressKind::Reserved),
    (Ipv4Addr::new(192, 168, 0, 0), 16, AddressKind::Private),
    (Ipv4Addr::new(198, 18, 0, 0), 15, AddressKind::Reserved),
    (Ipv4Addr::new(198, 51, 100, 0), 24, AddressKind::Reserved),
    (Ipv4Addr::new(203, 0, 113, 0), 24, AddressKind::Reserved),
    (Ipv4Addr::new(224, 0, 0, 0), 4, AddressKind::Reserved),
    (Ipv4Addr::new(240, 0, 0, 0), 4, AddressKind::Reserved),
];

/// IPv6 blocks, the first that fits: what is in none is reserved. Of the public block (`2000::/3`) those parts come first
/// that are not: protocols (Teredo among them), examples, and 6to4, which is obsolete and hides an IPv4 address.
const V6_BLOCKS: [(Ipv6Addr, u32, AddressKind); 8] = [
    (Ipv6Addr::LOCALHOST, 128, AddressKind::Loopback),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, AddressKind::Private),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, AddressKind::LinkLocal),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, AddressKind::Reserved),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, AddressKind::Reserved),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, AddressKind::Reserved),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, AddressKind::Reserved),
    (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3, AddressKind::Public),
];

/// The kind of network that an address lies in.
pub fn kind_of(address: IpAddr) -> AddressKind {
    let address = as_v4(address);
    if address == LINK_LOCAL_METADATA || METADATA.contains(&address) {
        return AddressKind::Metadata;
    }
    match address {
        IpAddr::V4(v4) => V4_BLOCKS
            .into_iter()
            .find(|(network, bits, _)| shares_prefix(v4.to_bits(), network.to_bits(), 32 - bits))
            .map_or(AddressKind::Public, |(_, _, kind)| kind),
        IpAddr::V6(v6) => V6_BLOCKS
            .into_iter()
            .find(|(network, bits, _)| shares_prefix(v6.to_bits(), network.to_bits(), 128 - bits))
            .map_or(AddressKind::Reserved, |(_, _, kind)| kind),
    }
}

/// Whether two addresses differ in their last `host_bits` bits only.
fn shares_prefix(one: impl Into<u128>, other: impl Into<u128>, host_bits: u32) -> bool {
    (one.into() ^ other.into()).checked_shr(host_bits).unwrap_or(0) == 0
}

/// The IPv4 address that an IPv6 address stands for: mapped (`::ffff:0:0/96`), or by a translator, with which networks
/// that have IPv6 only reach the rest of the internet (`64:ff9b::/96`, RFC 6052).
fn as_v4(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else { return address };
    match v6.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)).into()
        }
        _ => address,
    }
}
