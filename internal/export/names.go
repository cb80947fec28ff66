package export

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/gosimple/unidecode"
)

// maxName is the length from which names are cut, in bytes.
const maxName = 60

// namer gives each object of a type a name of its own. Objects come in the order of their creation, so that one that comes
// later changes no name.
type namer struct {
	taken  map[string]bool
	spaces *regexp.Regexp
}

func newNamer() *namer {
	return &namer{taken: map[string]bool{}, spaces: regexp.MustCompile(`[^a-z0-9]+`)}
}

// name makes a name of what people call an object; noun stands for what has nothing that could be a name.
func (n *namer) name(label, noun string) string {
	base := n.spaces.ReplaceAllString(strings.ToLower(unidecode.Unidecode(label)), "_")
	if len(base) > maxName {
		base = base[:maxName]
	}
	base = strings.Trim(base, "_")
	switch {
	case base == "":
		base = noun
	case unicode.IsDigit(rune(base[0])): // no name begins so
		base = noun + "_" + base
	}
	name := base
	for i := 2; n.taken[name]; i++ {
		name = base + "_" + strconv.Itoa(i)
	}
	n.taken[name] = true
	return name
}
