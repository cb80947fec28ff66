package lifetest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"unicode"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

// Random makes expressions of the configuration language.
type Random struct{ *rand.Rand }

// Raw makes a text of one to five pieces, which try the escaping of the configuration language, of JSON and of the provider.
// The alphabet is fixed and composed (NFC, as Terraform normalises texts), and no piece makes an escape sequence with the next.
func (r Random) Raw() string {
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

// Quote is a text in the configuration language. The escapes of Go that it does not know are not needed for the alphabet.
func Quote(text string) string {
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(fmt.Sprintf("%q", text))
}

func (r Random) Text() string { return Quote(r.Raw()) }

// Tag has the form key:value that filters take.
func (r Random) Tag() string {
	return Quote([]string{"group", "os", "k_0"}[r.IntN(3)] + ":v" + r.line())
}

// Selector is a tag or an id.
func (r Random) Selector() string {
	if r.IntN(2) == 0 {
		return r.Tag()
	}
	return Quote("i" + strings.ReplaceAll(r.line(), ":", "."))
}

// line is Raw without what no selector holds: control characters, and white space at its end.
func (r Random) line() string {
	return strings.TrimRightFunc(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return '.'
		}
		return c
	}, r.Raw()), unicode.IsSpace)
}

func (r Random) Yes() string { return "true" }

// Between returns a number of random magnitude, so that small and large ones are as likely.
func (r Random) Between(low, high int64) string {
	limit := low + 1<<r.IntN(63)
	if limit <= low || limit > high {
		limit = high
	}
	return fmt.Sprint(low + r.Int64N(limit-low+1))
}

func (r Random) Port() string { return r.Between(1, math.MaxUint16) }

func (r Random) Code() string { return r.Between(1, math.MaxInt32) }

func (r Random) Among(values ...int64) func() string {
	return func() string { return fmt.Sprint(values[r.IntN(len(values))]) }
}

func (r Random) OneOf(values ...string) func() string {
	return func() string { return Quote(values[r.IntN(len(values))]) }
}

// Some makes a list of one to three elements.
func (r Random) Some(element func() string) func() string {
	return func() string {
		elements := make([]string, 1+r.IntN(3))
		for i := range elements {
			elements[i] = element()
		}
		return "[" + strings.Join(elements, ", ") + "]"
	}
}

// Object makes an object of members, each of which is made as an argument of a block is.
func (r Random) Object(members func(*Block)) func() string {
	return func() string {
		b := &Block{Random: r}
		members(b)
		return "{\n" + b.text.String() + "}"
	}
}

// Block is one resource block, or one object, in the making.
type Block struct {
	Random
	Services *acctest.Services
	Index    int
	text     strings.Builder
}

// String returns what was set.
func (b *Block) String() string { return b.text.String() }

// Set sets an argument.
func (b *Block) Set(name, expression string) {
	fmt.Fprintf(&b.text, "  %s = %s\n", name, expression)
}

// Name sets the required name, which no other block has.
func (b *Block) Name() { b.Set("name", Quote(fmt.Sprintf("%d %s", b.Index, b.Raw()))) }

// Optional leaves an argument out, sets it to null, to one of its spellings of zero, or to a value.
func (b *Block) Optional(name string, value func() string, zeros ...string) {
	choice := b.IntN(6)
	switch {
	case choice == 0:
	case choice == 1:
		b.Set(name, "null")
	case choice == 2 && len(zeros) > 0:
		b.Set(name, zeros[b.IntN(len(zeros))])
	default:
		b.Set(name, value())
	}
}

// Unset sets an argument to nothing but absence.
func (b *Block) Unset(name string, zeros ...string) {
	b.Optional(name, func() string { return "null" }, zeros...)
}

func (b *Block) Strings(names ...string) {
	for _, name := range names {
		b.Optional(name, b.Text, `""`)
	}
}

func (b *Block) Bools(names ...string) {
	for _, name := range names {
		b.Optional(name, b.Yes, "false")
	}
}

func (b *Block) Sets(names ...string) {
	for _, name := range names {
		b.Optional(name, b.Some(b.Text), "[]")
	}
}

// Selectors sets arguments that hold users, apps or recipients.
func (b *Block) Selectors(names ...string) {
	for _, name := range names {
		b.Optional(name, b.Some(b.Selector), "[]")
	}
}

func (b *Block) Status() { b.Optional("status", b.OneOf("INIT", "ACTIVE", "SUSPENDED")) }
