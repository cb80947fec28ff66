package intent

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

const lockSuffix = ".lock"

// live makes and takes the lock that says that this process lives. The system gives it up when the process is killed.
func live(dir string) (owner string, lock *flock.Flock, err error) {
	owner = rand.Text()
	lock = flock.New(filepath.Join(dir, owner+lockSuffix), flock.SetFlag(os.O_CREATE|os.O_EXCL|os.O_RDWR), flock.SetPermissions(0o600))
	taken, err := lock.TryLock()
	if err == nil && !taken {
		err = errors.New("the lock of the intent records cannot be taken")
	}
	return owner, lock, err
}

// alive says whether the process lives that owns a record. Several may ask at once: a shared lock disturbs nobody else's.
func alive(dir, owner string) bool {
	path := filepath.Join(dir, owner+lockSuffix)
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return !errors.Is(err, os.ErrNotExist)
	}
	lock := flock.New(path, flock.SetFlag(os.O_RDWR)) // never makes the file
	taken, err := lock.TryRLock()
	if err != nil || !taken {
		return !errors.Is(err, os.ErrNotExist)
	}
	return lock.Unlock() != nil
}

// release gives up the lock of this process. Windows removes no file that somebody holds, so unlocking comes first.
func release(lock *flock.Flock) {
	_ = lock.Unlock()
	_ = os.Remove(lock.Path())
}
