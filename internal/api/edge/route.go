package edge

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

//go:generate go run ../../contract/edgegen .

// Source says how much is known about a route.
type Source int

// The sources of a route, from firm to unverified.
const (
	SourceDocumented Source = iota // stated by a vendor page
	SourceInferred                 // worked out from the order and wording of the reference
	SourceCandidate                // called only with allow_undocumented_operations
)

// Route is the method and path template of one operation.
type Route struct {
	Method, Path string
	Source       Source
	Alternatives []string // other readings of the reference, "METHOD /path"
	Overridden   bool     // taken from the provider's routes argument
}

func (r Route) String() string { return r.Method + " " + r.Path }

// Operations returns the operationIds that may be overridden, sorted.
func Operations() []string { return slices.Sorted(maps.Keys(contractRoutes())) }

// Readings returns the routes that the contract suggests for an operation, the likeliest first.
func Readings(operation string) []string {
	route, ok := contractRoutes()[operation]
	if !ok {
		return nil
	}
	readings := []string{route.String()}
	for _, value := range route.Alternatives {
		if _, err := ParseRoute(operation, value); err == nil { // some carry a remark
			readings = append(readings, value)
		}
	}
	return readings
}

// ParseRoute reads an override, "METHOD /path/{parameter}", for an operation of the contract. The path must have the
// parameters of the contract's path, so that every call can still be addressed. Errors are in the practitioner's words.
func ParseRoute(operation, value string) (Route, error) {
	known, ok := contractRoutes()[operation]
	if !ok {
		return Route{}, fmt.Errorf("%q is no operation of the contract; the operations are %s", operation, strings.Join(Operations(), ", "))
	}
	method, path, found := strings.Cut(value, " ")
	if !found || !strings.HasPrefix(path, "/") || strings.ContainsAny(path, " ?#") {
		return Route{}, fmt.Errorf("%q is not of the form \"METHOD /path\", for example %q", value, known.String())
	}
	if !slices.Contains([]string{"GET", "POST", "PUT", "PATCH", "DELETE"}, method) {
		return Route{}, fmt.Errorf("%q is not one of the methods GET, POST, PUT, PATCH, DELETE", method)
	}
	want, got := parameters(known.Path), parameters(path)
	if !slices.Equal(want, got) {
		return Route{}, fmt.Errorf("%q must have the path parameters of %q: %s", value, known.String(), describeParameters(want))
	}
	if !isPath(path) {
		return Route{}, fmt.Errorf("%q is no URL path: it must be escaped, without braces but those of the parameters, and without \".\" and \"..\" elements", path)
	}
	return Route{Method: method, Path: path, Source: known.Source, Overridden: true}, nil
}

// isPath says whether a path template can be sent once its parameters have values.
func isPath(template string) bool {
	path := parameter().ReplaceAllLiteralString(template, "x")
	unescaped, err := url.PathUnescape(path)
	if err != nil || strings.ContainsAny(path, "{}") {
		return false
	}
	for element := range strings.SplitSeq(unescaped, "/") {
		if element == "." || element == ".." {
			return false
		}
	}
	u := url.URL{Path: unescaped, RawPath: path}
	return u.EscapedPath() == path
}

func parameter() *regexp.Regexp { return regexp.MustCompile(`\{[^{}]*\}`) }

func parameters(path string) []string {
	names := parameter().FindAllString(path, -1)
	slices.Sort(names)
	return names
}

func describeParameters(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
