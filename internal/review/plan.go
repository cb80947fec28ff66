package review

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// What is read of the JSON of a plan. It is decoded here and not by hashicorp/terraform-json, which keeps the whole plan in
// memory, with planned values and all variables, sensitive ones included, and turns numbers into floats.

// plan is what a review needs of a plan.
type plan struct {
	formatVersion string
	timestamp     time.Time // zero if the plan has none
	errored       bool
	complete      *bool
	changes       []resourceChange
	drift         []resourceChange
	deferred      []deferredChange
	prior         priorState
	configuration configuration
	actions       []actionInvocation
}

// resourceChange is a planned change of one object, or one that was made outside of Terraform.
type resourceChange struct {
	Address       string `json:"address"`
	ModuleAddress string `json:"module_address"`
	Mode          string `json:"mode"`
	Type          string `json:"type"`
	Name          string `json:"name"`
	Index         any    `json:"index"`
	ProviderName  string `json:"provider_name"`
	Deposed       string `json:"deposed"`
	Change        struct {
		Actions         []string `json:"actions"`
		Before          any      `json:"before"`
		After           any      `json:"after"`
		AfterUnknown    any      `json:"after_unknown"`
		BeforeSensitive any      `json:"before_sensitive"`
		AfterSensitive  any      `json:"after_sensitive"`
		Importing       any      `json:"importing"`
	} `json:"change"`
}

type deferredChange struct {
	Reason string         `json:"reason"`
	Change resourceChange `json:"resource_change"`
}

type actionInvocation struct {
	Address      string `json:"address"`
	Type         string `json:"type"`
	ProviderName string `json:"provider_name"`
}

// priorState is the state that the plan was made on, after it was read again.
type priorState struct {
	Values struct {
		RootModule stateModule `json:"root_module"`
	} `json:"values"`
}

type stateModule struct {
	Address      string          `json:"address"`
	Resources    []stateResource `json:"resources"`
	ChildModules []stateModule   `json:"child_modules"`
}

type stateResource struct {
	Address         string          `json:"address"`
	Mode            string          `json:"mode"`
	Type            string          `json:"type"`
	Name            string          `json:"name"`
	Index           any             `json:"index"`
	ProviderName    string          `json:"provider_name"`
	Values          json.RawMessage `json:"values"`
	SensitiveValues json.RawMessage `json:"sensitive_values"`
	DeposedKey      string          `json:"deposed_key"`
}

// maxPlan is how much JSON is read: 1 GiB.
const maxPlan = 1 << 30

// errTooLarge is what a plan beyond maxPlan ends with.
var errTooLarge = errors.New("it has more than 1 GiB")

// readPlan reads the JSON of a plan as "terraform show -json" or "tofu show -json" prints it.
func readPlan(r io.Reader) (*plan, error) {
	limited := &limitedReader{r: r, left: maxPlan}
	d := json.NewDecoder(skipMark(limited))
	d.UseNumber()
	p := &plan{}
	err := p.decode(d)
	if limited.left < 0 {
		err = errTooLarge
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("it ends too early")
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// limitedReader ends with errTooLarge where io.LimitReader would end as if there were no more.
type limitedReader struct {
	r    io.Reader
	left int64
}

func (l *limitedReader) Read(b []byte) (int, error) {
	n, err := l.r.Read(b)
	if l.left -= int64(n); l.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// skipMark leaves out a byte order mark, which shells of Windows write.
func skipMark(r io.Reader) io.Reader {
	head := make([]byte, 3)
	n, err := io.ReadFull(r, head)
	if err == nil && bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		return r
	}
	return io.MultiReader(bytes.NewReader(head[:n]), r)
}

// decode goes through the members of the plan one by one, so that what is of no interest needs no memory. A member that comes
// twice is refused: which one counts would depend on the reader.
func (p *plan) decode(d *json.Decoder) error {
	if err := expect(d, '{'); err != nil {
		return fmt.Errorf("it is no JSON of a plan: %w", err)
	}
	seen := map[string]bool{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		if seen[name] {
			return fmt.Errorf("it has the member %q twice", name)
		}
		seen[name] = true
		if err := p.member(d, name); err != nil {
			return fmt.Errorf("its member %q: %w", name, err)
		}
	}
	if err := expect(d, '}'); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows after its end")
	}
	switch {
	case p.formatVersion == "" && seen["values"]:
		return errors.New("it is the JSON of a state, not of a plan")
	case p.formatVersion == "":
		return errors.New("it has no format_version, so it is no JSON of a plan: make it by \"terraform show -json PLAN\"")
	case !seen["resource_changes"] && !seen["configuration"] && !seen["planned_values"]:
		return errors.New("it is no JSON of a plan: make it by \"terraform show -json PLAN\"")
	}
	return nil
}

func (p *plan) member(d *json.Decoder, name string) error {
	switch name {
	case "format_version":
		if err := d.Decode(&p.formatVersion); err != nil {
			return err
		}
		if major, _, _ := strings.Cut(p.formatVersion, "."); major != "0" && major != "1" {
			return fmt.Errorf("version %q is not known to this version of the provider, which reads versions 0 and 1", p.formatVersion)
		}
		return nil
	case "timestamp":
		var text string
		if err := d.Decode(&text); err != nil {
			return err
		}
		at, err := time.Parse(time.RFC3339, text)
		if err != nil && text != "" {
			return fmt.Errorf("%q is no time", text)
		}
		p.timestamp = at
		return nil
	case "errored":
		return d.Decode(&p.errored)
	case "complete":
		return d.Decode(&p.complete)
	case "resource_changes":
		return elements(d, &p.changes, isReviewed)
	case "resource_drift":
		return elements(d, &p.drift, isReviewed)
	case "deferred_changes":
		return elements(d, &p.deferred, func(c deferredChange) bool { return isReviewed(c.Change) })
	case "action_invocations":
		return elements(d, &p.actions, func(a actionInvocation) bool { return isOwn(a.ProviderName) })
	case "prior_state":
		return d.Decode(&p.prior)
	case "configuration":
		return d.Decode(&p.configuration)
	}
	var skipped skip
	return d.Decode(&skipped)
}

// skip takes any JSON and keeps nothing.
type skip struct{}

// UnmarshalJSON implements json.Unmarshaler.
func (*skip) UnmarshalJSON([]byte) error { return nil }

func expect(d *json.Decoder, delimiter json.Delim) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	if token != delimiter {
		return fmt.Errorf("there is no %q where one belongs", delimiter.String())
	}
	return nil
}

// elements decodes a list, one element after another, and keeps those that are wanted.
func elements[T any](d *json.Decoder, into *[]T, wanted func(T) bool) error {
	token, err := d.Token()
	if err != nil || token == nil {
		return err
	}
	if token != json.Delim('[') {
		return errors.New("it is no list")
	}
	for d.More() {
		var element T
		if err := d.Decode(&element); err != nil {
			return err
		}
		if wanted(element) {
			*into = append(*into, element)
		}
	}
	return expect(d, ']')
}

// isReviewed says whether a change is one of an object of this provider.
func isReviewed(c resourceChange) bool { return c.Mode != "data" && isOwn(c.ProviderName) }

// isOwn says whether a provider is this one, from whatever registry or mirror.
func isOwn(provider string) bool { return strings.HasSuffix(provider, "/zerotrust") }
