package provider_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

// random makes expressions of the configuration language.
type random struct{ *rand.Rand }

// raw makes a text of one to five pieces, which try the escaping of the configuration language, of JSON and of the provider.
// The alphabet is fixed and composed (NFC, as Terraform normalises texts), and no piece makes an escape sequence with the next.
func (r random) raw() string {
	alphabet := []string{
		"a", "Z", "0", "é", "ß", "漢字", "😀", "עב", " ", "\n", "\t", `"`, `\`, `\n`, "'", "`", "/", ":", ";", ",", ".", "<b>", "&amp;", "+", "?", "#", "//", "{", "}", "[", "]",
		"${x}", "%{ if }", "$ ", "% ", "%20", "null", "true", "<<EOT", "\u2028",
	}
	var text strings.Builder
	for range 1 + r.IntN(5) {
		text.WriteString(alphabet[r.IntN(len(alphabet))])
	}
	return text.String()
}

// quote is a text in the configuration language. The escapes of Go that it does not know are not needed for the alphabet.
func quote(text string) string {
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(fmt.Sprintf("%q", text))
}

func (r random) string() string { return quote(r.raw()) }

// tag has the form key:value that filters take.
func (r random) tag() string {
	return quote([]string{"group", "os", "é-\"k"}[r.IntN(3)] + ":v" + r.raw())
}

func (r random) bool() string { return "true" }

// between returns a number of random magnitude, so that small and large ones are as likely.
func (r random) between(low, high int64) string {
	limit := low + 1<<r.IntN(63)
	if limit <= low || limit > high {
		limit = high
	}
	return fmt.Sprint(low + r.Int64N(limit-low+1))
}

func (r random) port() string { return r.between(1, math.MaxUint16) }

func (r random) code() string { return r.between(1, math.MaxInt32) }

func (r random) among(values ...int64) func() string {
	return func() string { return fmt.Sprint(values[r.IntN(len(values))]) }
}

func (r random) oneOf(values ...string) func() string {
	return func() string { return quote(values[r.IntN(len(values))]) }
}

// some makes a list of one to three elements.
func (r random) some(element func() string) func() string {
	return func() string {
		elements := make([]string, 1+r.IntN(3))
		for i := range elements {
			elements[i] = element()
		}
		return "[" + strings.Join(elements, ", ") + "]"
	}
}

// object makes an object of members, each of which is made as an argument of a block is.
func (r random) object(members func(*generated)) func() string {
	return func() string {
		b := &generated{random: r}
		members(b)
		return "{\n" + b.text.String() + "}"
	}
}

// generated is one resource block, or one object, in the making.
type generated struct {
	random
	services *acctest.Services
	index    int
	text     strings.Builder
}

func (b *generated) set(name, expression string) {
	fmt.Fprintf(&b.text, "  %s = %s\n", name, expression)
}

// name sets the required name, which no other block has.
func (b *generated) name() { b.set("name", quote(fmt.Sprintf("%d %s", b.index, b.raw()))) }

// optional leaves an argument out, sets it to null, to one of its spellings of zero, or to a value.
func (b *generated) optional(name string, value func() string, zeros ...string) {
	choice := b.IntN(6)
	switch {
	case choice == 0:
	case choice == 1:
		b.set(name, "null")
	case choice == 2 && len(zeros) > 0:
		b.set(name, zeros[b.IntN(len(zeros))])
	default:
		b.set(name, value())
	}
}

// unset sets an argument to nothing but absence.
func (b *generated) unset(name string, zeros ...string) {
	b.optional(name, func() string { return "null" }, zeros...)
}

func (b *generated) strings(names ...string) {
	for _, name := range names {
		b.optional(name, b.string, `""`)
	}
}

func (b *generated) bools(names ...string) {
	for _, name := range names {
		b.optional(name, b.bool, "false")
	}
}

func (b *generated) sets(names ...string) {
	for _, name := range names {
		b.optional(name, b.some(b.string), "[]")
	}
}

func (b *generated) status() { b.optional("status", b.oneOf(edge.StatusNames()...)) }
