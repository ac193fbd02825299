//! Archives and arrays with any field set to any value, as no library writes them.

/// One member of a forged archive. Fields that stay as [`Member::new`] made them are right.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) name: Vec<u8>,
    pub(crate) local_name: Vec<u8>,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) checksum: u32,
    pub(crate) unpacked: u32,
    pub(crate) mode: u32,
    pub(crate) content: Vec<u8>,
    /// Where the directory says that the member is, instead of where it is.
    pub(crate) offset: Option<u32>,
}

impl Member {
    pub(crate) fn new(name: &str, content: Vec<u8>) -> Self {
        let mut checksum = flate2::Crc::new();
        checksum.update(&content);
        Self {
            name: name.as_bytes().to_vec(),
            local_name: name.as_bytes().to_vec(),
            flags: 1 << 11,
            method: 0,
            checksum: checksum.sum(),
            unpacked: content.len() as u32,
            mode: 0,
            content,
            offset: None,
        }
    }
}

/// The archive of these members.
pub(crate) fn archive(members: &[Member]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let offset = member.offset.unwrap_or(bytes.len() as u32);
        let common = |name: &[u8]| {
            let mut record = Vec::new();
            for field in [member.flags, member.method, 0, 33] {
                record.extend_from_slice(&u16::to_le_bytes(field));
            }
            for field in [member.checksum, member.content.len() as u32, member.unpacked] {
                record.extend_from_slice(&field.to_le_bytes());
            }
            record.extend_from_slice(&(name.len() as u16).to_le_bytes());
            record.extend_from_slice(&[0, 0]);
            record
        };
        bytes.extend_from_slice(b"PK\x03\x04\x14\x00");
        bytes.extend(common(&member.local_name));
        bytes.extend_from_slice(&member.local_name);
        bytes.extend_from_slice(&member.content);
        directory.extend_from_slice(b"PK\x01\x02\x14\x03\x14\x00");
        directory.extend(common(&member.name));
        directory.extend_from_slice(&[0; 6]);
        directory.extend_from_slice(&(member.mode << 16).to_le_bytes());
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(&member.name);
    }
    let count = (members.len() as u16).to_le_bytes();
    let start = bytes.len() as u32;
    bytes.extend_from_slice(&directory);
    bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].concat());
    bytes.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&start.to_le_bytes());
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

/// An array with this header dictionary and these values.
pub(crate) fn array(dictionary: &str, values: &[f32]) -> Vec<u8> {
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend_from_slice(&(dictionary.len() as u16).to_le_bytes());
    bytes.extend_from_slice(dictionary.as_bytes());
    bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    bytes
}

/// A plain vector.
pub(crate) fn vector(values: &[f32]) -> Vec<u8> {
    array(&format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({},), }}\n", values.len()), values)
}

/// An archive of one member with a plain vector.
pub(crate) fn one(change: impl FnOnce(&mut Member)) -> Vec<u8> {
    let mut member = Member::new("ada.npy", vector(&[3.0, 4.0]));
    change(&mut member);
    archive(&[member])
}
