//! TLS of this server's own: a certificate from two files, read again when they change.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use axum_server::tls_rustls::RustlsConfig;

/// Where the certificate is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, followed by those that vouch for it, in PEM.
    pub certificates: PathBuf,
    /// Its private key, in PEM.
    pub key: PathBuf,
}

/// A certificate that can be used, and where it came from.
#[derive(Debug)]
pub struct Tls {
    pub(crate) config: RustlsConfig,
    pub(crate) files: TlsFiles,
}

impl TlsFiles {
    /// What the files hold, ready for connections of TLS 1.2 and 1.3.
    ///
    /// # Errors
    /// One that names the files: missing, no PEM, a key that is not the certificate's.
    pub async fn load(self) -> io::Result<Tls> {
        let config = RustlsConfig::from_pem_file(&self.certificates, &self.key).await;
        Ok(Tls { config: config.map_err(|error| self.named(&error))?, files: self })
    }

    /// Takes in renewed files, which it looks for at this pace, as long as the server runs. Files that can't be used are told of and change nothing.
    pub(crate) async fn follow(self, config: RustlsConfig, every: Duration) {
        let mut known = self.changed_at();
        loop {
            tokio::time::sleep(every).await;
            let now = self.changed_at();
            if now == known {
                continue;
            }
            known = now;
            match config.reload_from_pem_file(&self.certificates, &self.key).await {
                Ok(()) => {
                    tracing::info!(file = %self.certificates.display(), "the renewed certificate is in use");
                }
                Err(error) => {
                    let error = self.named(&error);
                    tracing::error!(%error, "the renewed certificate can't be used, and the one before stays");
                }
            }
        }
    }

    fn changed_at(&self) -> [Option<SystemTime>; 2] {
        let changed = |path: &Path| std::fs::metadata(path).and_then(|found| found.modified()).ok();
        [changed(&self.certificates), changed(&self.key)]
    }

    fn named(&self, error: &io::Error) -> io::Error {
        let (certificates, key) = (self.certificates.display(), self.key.display());
        io::Error::new(
            error.kind(),
            format!("the certificate in {certificates} with the key in {key} can't be used: {error}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(files: &TlsFiles, name: &str) {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).expect("a certificate");
        std::fs::write(&files.certificates, made.cert.pem()).expect("written");
        std::fs::write(&files.key, made.signing_key.serialize_pem()).expect("written");
    }

    /// Protects a school from the day on which its certificate ends: a renewed one is taken in while the server runs, and
    /// one that is half written or wrong leaves the one before in use.
    #[tokio::test]
    async fn renewed_files_are_taken_in_and_broken_ones_are_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let files = TlsFiles { certificates: folder.path().join("c.pem"), key: folder.path().join("k.pem") };
        write(&files, "one.example");
        let Tls { config, files } = files.load().await.expect("loads");
        let pace = Duration::from_millis(20);
        let following = tokio::spawn(files.clone().follow(config.clone(), pace));
        let first = config.get_inner();
        std::fs::write(&files.certificates, "half a certif").expect("written");
        tokio::time::sleep(pace * 5).await;
        assert!(std::sync::Arc::ptr_eq(&first, &config.get_inner()), "the one before stays");
        write(&files, "two.example");
        let mut waited = 0;
        while std::sync::Arc::ptr_eq(&first, &config.get_inner()) {
            assert!(waited < 250, "the renewed certificate was not taken in");
            waited += 1;
            tokio::time::sleep(pace).await;
        }
        following.abort();
    }
}
