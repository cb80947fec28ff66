package intent

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const (
	recordSuffix = ".intent"
	lockSuffix   = ".lock"
)

// head is the first line of a record.
type head struct {
	Operation string    `json:"operation"`
	Salt      string    `json:"salt"`
	Tenant    string    `json:"tenant"` // hash of salt, tenant and workspace
	Digest    string    `json:"digest"` // hash of salt and everything that makes the create this one
	Began     time.Time `json:"began"`
	Others    []string  `json:"others,omitempty"`
}

// entry is a record as its file has it.
type entry struct {
	path string
	head head
	last time.Time
	id   string
}

func hash(salt string, parts ...string) string {
	raw, err := json.Marshal(append([]string{salt}, parts...)) // so that no two lists of parts give one text
	if err != nil {
		panic(err) // texts can always be encoded
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

func (e *entry) of(tenant, workspace string) bool {
	return e.head.Tenant == hash(e.head.Salt, tenant, workspace)
}

func (e *entry) matches(key Key, workspace string) bool {
	return e.head.Operation == key.Operation && e.head.Digest == hash(e.head.Salt, key.Operation, key.Tenant, workspace, key.Body)
}

// create writes a new record. It is not synced to the disk: a process that is killed loses nothing by that.
func create(path string, key Key, workspace string, others []string) (*entry, error) {
	salt := rand.Text()
	now := time.Now().Round(0) // without the monotonic clock, which means nothing to another process
	e := &entry{path: path, last: now, head: head{
		Operation: key.Operation, Salt: salt, Began: now, Others: others,
		Tenant: hash(salt, key.Tenant, workspace), Digest: hash(salt, key.Operation, key.Tenant, workspace, key.Body),
	}}
	raw, err := encode(e.head)
	if err != nil {
		return nil, err
	}
	return e, write(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, raw)
}

// appendLine adds a line by one write, so that a process that is killed leaves the line or nothing of it.
func appendLine(path string, l line) error {
	raw, err := encode(l)
	if err != nil {
		return err
	}
	return write(path, os.O_APPEND|os.O_WRONLY, raw)
}

func write(path string, flags int, raw []byte) error {
	f, err := os.OpenFile(path, flags, 0o600) //nolint:gosec // the folder is the working directory's or configured, the name is ours
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	return errors.Join(err, f.Close())
}

// read reads a record. Lines that are not understood are passed over, but without its first line it is no record.
func read(path string) (*entry, error) {
	raw, err := os.ReadFile(path) //nolint:gosec // as above
	if err != nil {
		return nil, err
	}
	first, rest, _ := bytes.Cut(raw, []byte("\n"))
	e := &entry{path: path}
	if err := json.Unmarshal(first, &e.head); err != nil {
		return nil, fmt.Errorf("the record cannot be read: %w", err)
	}
	if e.head.Salt == "" || e.head.Digest == "" || e.head.Began.IsZero() {
		return nil, errors.New("the record is not complete")
	}
	e.last = e.head.Began
	for text := range bytes.Lines(rest) {
		var l line
		if json.Unmarshal(text, &l) != nil {
			continue
		}
		if l.ID != "" {
			e.id = l.ID
		}
		if l.Attempt.After(e.last) {
			e.last = l.Attempt
		}
	}
	return e, nil
}

// readAll reads the records of a folder, removes what is stale of processes that are dead, and their locks. What cannot be
// read is passed over.
func readAll(dir string, now time.Time) []*entry {
	names, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var found []*entry
	owners := map[string]bool{}
	for _, name := range names {
		path := filepath.Join(dir, name.Name())
		if !strings.HasSuffix(path, recordSuffix) {
			continue
		}
		e, err := read(path)
		if old(e, err, path, now) && removeDead(dir, path) {
			continue
		}
		owners[ownerOf(path)] = true
		if err == nil {
			found = append(found, e)
		}
	}
	for _, name := range names {
		owner, isLock := strings.CutSuffix(name.Name(), lockSuffix)
		if isLock && !owners[owner] {
			removeDead(dir, filepath.Join(dir, name.Name()))
		}
	}
	return found
}

// old says whether a record is stale; the time of its file stands in for one that cannot be read. One that is empty was
// never written, so that no request was sent.
func old(e *entry, err error, path string, now time.Time) bool {
	if err == nil {
		return now.Sub(e.last) > stale
	}
	info, err := os.Stat(path)
	return err == nil && (info.Size() == 0 || now.Sub(info.ModTime()) > stale)
}

// removeDead removes a file of a process that is dead.
func removeDead(dir, path string) bool {
	release, dead := probe(dir, ownerOf(path))
	if !dead {
		return false
	}
	defer release()
	return os.Remove(path) == nil
}

func recordName(owner string, n int) string { return fmt.Sprintf("%s-%d%s", owner, n, recordSuffix) }

// ownerOf returns the owner of a record or of a lock, by its name.
func ownerOf(path string) string {
	name := strings.TrimSuffix(filepath.Base(path), lockSuffix)
	owner, _, _ := strings.Cut(name, "-")
	return owner
}

// probe says whether the process that owns a record is dead: the system gives up the lock of a process that is killed. Until
// release is called, nobody else finds it dead.
func probe(dir, owner string) (release func(), dead bool) {
	path := filepath.Join(dir, owner+lockSuffix)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return func() {}, true
	}
	lock := flock.New(path, flock.SetFlag(os.O_RDWR)) // never makes the file
	taken, err := lock.TryLock()
	if errors.Is(err, os.ErrNotExist) {
		return func() {}, true
	}
	if err != nil || !taken {
		return nil, false
	}
	return func() { _ = lock.Unlock() }, true
}

// liveLock makes and takes the lock that says that this process lives.
func liveLock(dir string) (owner string, lock *flock.Flock, err error) {
	const tries = 10
	for range tries {
		owner = rand.Text()
		lock = flock.New(filepath.Join(dir, owner+lockSuffix), flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))
		taken, err := lock.TryLock()
		if err != nil {
			return "", nil, err
		}
		// Somebody who tidied up may have been between the making and the taking.
		if _, err := os.Stat(lock.Path()); taken && err == nil {
			return owner, lock, nil
		}
		_ = lock.Unlock()
	}
	return "", nil, errors.New("the lock of the intent records cannot be taken")
}
