//! Whether a file lies on another machine. In: a path, and what the system tells of its file systems. Out: the sort of
//! network file system.

use std::fs;
use std::path::{Path, PathBuf};

/// File systems of a network: programs on two machines share no memory there, and their locks are as good as the server.
const NETWORK: [&str; 11] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.glusterfs", "fuse.sshfs"];

/// The network file system that a path lies on; nothing for a disk of this machine, and where the system does not tell.
pub(crate) fn network_of(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    let kind = kind_at(&mounts, &folder.canonicalize().ok()?)?;
    NETWORK.contains(&kind).then(|| kind.to_owned())
}

/// The sort of file system that a folder lies on: that of the longest mount point above it, of several the last.
fn kind_at<'m>(mounts: &'m str, folder: &Path) -> Option<&'m str> {
    let mount = |line: &'m str| {
        let (before, after) = line.split_once(" - ")?;
        let point = PathBuf::from(before.split(' ').nth(4)?.replace("\\040", " "));
        folder.starts_with(&point).then(|| (point.as_os_str().len(), after.split(' ').next().unwrap_or_default()))
    };
    mounts.lines().filter_map(mount).max_by_key(|mount| mount.0).map(|mount| mount.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /srv/desk\\040files rw,relatime shared:2 - nfs4 server:/desk rw
41 22 0:41 / /srv rw,relatime shared:3 - xfs /dev/sdb1 rw";

    #[test]
    fn the_nearest_mount_point_counts() {
        assert_eq!(kind_at(MOUNTS, Path::new("/srv/desk files/2023")), Some("nfs4"));
        assert_eq!(kind_at(MOUNTS, Path::new("/srv/desk")), Some("xfs"));
        assert_eq!(kind_at(MOUNTS, Path::new("/opt/ada")), Some("ext4"));
        assert_eq!(network_of(Path::new("recount.db")), None);
    }
}
