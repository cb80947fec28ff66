package intent

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	recordSuffix = ".intent"
	// maxRecord is how many bytes of a file are read at most. A record has some hundred, and 40 for each of its others.
	maxRecord = 1 << 20
	// stale is the age at which a record means nothing any more.
	stale = 7 * 24 * time.Hour
)

// head is the first line of a record.
type head struct {
	Operation string    `json:"operation"`
	Salt      string    `json:"salt"`
	Tenant    string    `json:"tenant"` // hash of salt, tenant and place
	Digest    string    `json:"digest"` // hash of salt and everything that makes the create this one
	Began     time.Time `json:"began"`
	Others    []string  `json:"others,omitempty"`
}

// line is a further line of a record.
type line struct {
	Attempt time.Time `json:"attempt,omitzero"`
	ID      string    `json:"id,omitempty"`
}

// entry is a record as its file has it.
type entry struct {
	path string
	head head
	last time.Time
	id   string
	busy bool // an operation of this process works on it, or got its answer here
}

func hash(salt string, parts ...string) string {
	raw, err := json.Marshal(append([]string{salt}, parts...)) // so that no two lists of parts give one text
	if err != nil {
		panic(err) // texts can always be encoded
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

func (e *entry) of(tenant, place string) bool {
	return e.head.Tenant == hash(e.head.Salt, tenant, place)
}

func (e *entry) matches(key Key, place string) bool {
	return e.head.Operation == key.Operation && e.head.Digest == hash(e.head.Salt, key.Operation, key.Tenant, place, key.Body)
}

// create writes a new record. It is not synced to the disk: a process that is killed loses nothing by that.
func create(path string, key Key, place string, others []string) (*entry, error) {
	salt := rand.Text()
	now := time.Now().Round(0) // without the monotonic clock, which means nothing to another process
	e := &entry{path: path, last: now, busy: true, head: head{
		Operation: key.Operation, Salt: salt, Began: now, Others: others,
		Tenant: hash(salt, key.Tenant, place), Digest: hash(salt, key.Operation, key.Tenant, place, key.Body),
	}}
	return e, write(path, os.O_CREATE|os.O_EXCL, e.head)
}

// write adds a line by one write, so that a process that is killed leaves the line or nothing of it.
func write(path string, flags int, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, flags|os.O_APPEND|os.O_WRONLY, 0o600) //nolint:gosec // the folder is the working directory's or configured, the name is ours
	if err != nil {
		return err
	}
	_, err = f.Write(append(raw, '\n'))
	return errors.Join(err, f.Close())
}

// read reads a record. Lines that are not understood are passed over, but without its first line it is no record.
func read(path string) (*entry, error) {
	f, err := os.Open(path) //nolint:gosec // as above
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, maxRecord+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > maxRecord {
		return nil, fmt.Errorf("the file is larger than %d bytes", maxRecord)
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

// readAll reads the records of a folder, and removes what is stale and the locks of dead processes without records. Only
// regular files are opened: anything else may keep the reader waiting, or lead elsewhere.
func readAll(dir string, now time.Time) []*entry {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var found []*entry
	owners := map[string]bool{}
	for _, file := range files {
		if !file.Type().IsRegular() || !strings.HasSuffix(file.Name(), recordSuffix) {
			continue
		}
		path := filepath.Join(dir, file.Name())
		e, err := read(path)
		switch {
		case err != nil && olderThan(file, stale, now), err == nil && now.Sub(e.last) > stale, isEmpty(file) && !alive(dir, ownerOf(path)):
			_ = os.Remove(path)
			continue
		case err == nil:
			found = append(found, e)
		}
		owners[ownerOf(path)] = true
	}
	for _, file := range files {
		owner, isLock := strings.CutSuffix(file.Name(), lockSuffix)
		// A young one may belong to a process that is just about to take it.
		if isLock && !owners[owner] && olderThan(file, time.Minute, now) && !alive(dir, owner) {
			_ = os.Remove(filepath.Join(dir, file.Name()))
		}
	}
	return found
}

// isEmpty says whether nothing was written yet: if the process was killed then, no request was sent.
func isEmpty(file fs.DirEntry) bool {
	info, err := file.Info()
	return err == nil && info.Size() == 0
}

func olderThan(file fs.DirEntry, age time.Duration, now time.Time) bool {
	info, err := file.Info()
	return err == nil && now.Sub(info.ModTime()) > age
}

func recordName(owner string, n int) string { return fmt.Sprintf("%s-%d%s", owner, n, recordSuffix) }

// ownerOf returns the owner of a record, by its name.
func ownerOf(path string) string {
	owner, _, _ := strings.Cut(filepath.Base(path), "-")
	return owner
}
