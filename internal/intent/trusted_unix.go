//go:build unix

package intent

import (
	"errors"
	"os"
	"syscall"
)

// trusted says why what is in a folder cannot be believed: a record decides which object Terraform takes for its own.
func trusted(folder os.FileInfo) error {
	if owner, ok := folder.Sys().(*syscall.Stat_t); ok && int64(owner.Uid) != int64(os.Geteuid()) {
		return errors.New("it belongs to another user")
	}
	if folder.Mode().Perm()&0o022 != 0 {
		return errors.New("its group or everybody may write to it (chmod go-w)")
	}
	return nil
}
