package mockapi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The query languages of the two logs. The grammar is the contract's:
//
//	query     = "" | or
//	or        = and { "OR" and }
//	and       = not { "AND" not }
//	not       = [ "NOT" ] ( "(" or ")" | predicate )
//	predicate = column ( cmp value | [ "NOT" ] "LIKE" string | "CONTAINS" string
//	          | "IN" "(" value { "," value } ")" | "IS" [ "NOT" ] "NULL" )
//	cmp       = "=" | "!=" | "<>" | ">" | "<" | ">=" | "<="
//	value     = string | integer | "true" | "false"
//	string    = "'" { character | "''" } "'"

// A columnType says which values a column is compared with.
type columnType int

const (
	textColumn columnType = iota
	integerColumn
	booleanColumn
	timeColumn // Unix seconds in the rows, seconds or a timestamp in the query
	jsonColumn // searched as text
)

// A condition decides about a row.
type condition func(row Object) truth

// maxDepth ends the parsing of queries that are nested beyond reason.
const maxDepth = 200

// parseQuery compiles a query over columns. The empty query takes every row.
func parseQuery(query string, columns map[string]columnType) (condition, error) {
	tokens, err := scan(query)
	if err != nil {
		return nil, err
	}
	if len(tokens) == 0 {
		return func(Object) truth { return yes }, nil
	}
	p := &parser{tokens: tokens, columns: columns}
	c, err := p.or()
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != endToken {
		return nil, fmt.Errorf("unexpected %s", t)
	}
	return c, nil
}

type tokenKind int

const (
	endToken tokenKind = iota
	wordToken
	stringToken
	integerToken
	signToken
)

type token struct {
	kind tokenKind
	text string
}

func (t token) String() string {
	if t.kind == endToken {
		return "end of the query"
	}
	return strconv.Quote(t.text)
}

func scan(query string) ([]token, error) {
	var tokens []token
	for rest := strings.TrimSpace(query); rest != ""; rest = strings.TrimSpace(rest) {
		t, n, err := scanOne(rest)
		if err != nil {
			return nil, err
		}
		tokens, rest = append(tokens, t), rest[n:]
	}
	return tokens, nil
}

func scanOne(s string) (token, int, error) {
	for _, sign := range []string{"!=", "<>", ">=", "<=", "=", ">", "<", "(", ")", ","} {
		if strings.HasPrefix(s, sign) {
			return token{signToken, sign}, len(sign), nil
		}
	}
	if s[0] == '\'' {
		var text strings.Builder
		for i := 1; i < len(s); i++ {
			if s[i] != '\'' {
				text.WriteByte(s[i])
				continue
			}
			if i+1 == len(s) || s[i+1] != '\'' {
				return token{stringToken, text.String()}, i + 1, nil
			}
			text.WriteByte('\'') // a doubled quote is one
			i++
		}
		return token{}, 0, fmt.Errorf("a string has no end: %s", s)
	}
	n := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("_-", r) && !isAlphanumeric(r) })
	if n < 0 {
		n = len(s)
	}
	if n == 0 {
		return token{}, 0, fmt.Errorf("unexpected character %q", s[:1])
	}
	if _, err := strconv.ParseInt(s[:n], 10, 64); err == nil {
		return token{integerToken, s[:n]}, n, nil
	}
	return token{wordToken, s[:n]}, n, nil
}

func isAlphanumeric(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

type parser struct {
	tokens  []token
	columns map[string]columnType
	depth   int
}

func (p *parser) peek() token {
	if len(p.tokens) == 0 {
		return token{}
	}
	return p.tokens[0]
}

func (p *parser) next() token {
	t := p.peek()
	if len(p.tokens) > 0 {
		p.tokens = p.tokens[1:]
	}
	return t
}

// accept takes the next token if it is a sign or a keyword, in any case.
func (p *parser) accept(text string) bool {
	t := p.peek()
	if t.kind == signToken && t.text == text || t.kind == wordToken && strings.EqualFold(t.text, text) {
		p.next()
		return true
	}
	return false
}

func (p *parser) expect(text string) error {
	if t := p.peek(); !p.accept(text) {
		return fmt.Errorf("want %q, have %s", text, t)
	}
	return nil
}

func (p *parser) or() (condition, error) { return p.chain("OR", p.and, either) }

func (p *parser) and() (condition, error) { return p.chain("AND", p.not, both) }

func (p *parser) chain(word string, operand func() (condition, error), join func(a, b truth) truth) (condition, error) {
	left, err := operand()
	for err == nil && p.accept(word) {
		var right condition
		if right, err = operand(); err == nil {
			first := left
			left = func(row Object) truth { return join(first(row), right(row)) }
		}
	}
	return left, err
}

func (p *parser) not() (condition, error) {
	negated := p.accept("NOT")
	c, err := p.group()
	if err != nil || !negated {
		return c, err
	}
	return func(row Object) truth { return opposite(c(row)) }, nil
}

func (p *parser) group() (condition, error) {
	if !p.accept("(") {
		return p.predicate()
	}
	if p.depth++; p.depth > maxDepth {
		return nil, fmt.Errorf("nested deeper than %d", maxDepth)
	}
	c, err := p.or()
	if err != nil {
		return nil, err
	}
	p.depth--
	return c, p.expect(")")
}

func (p *parser) predicate() (condition, error) {
	name := p.next()
	kind, known := p.columns[name.text]
	if name.kind != wordToken || !known {
		return nil, fmt.Errorf("want a column, have %s", name)
	}
	column := column{name: name.text, kind: kind}
	switch {
	case p.accept("IS"):
		negated := p.accept("NOT")
		if err := p.expect("NULL"); err != nil {
			return nil, err
		}
		return func(row Object) truth { return truthOf((row[column.name] == nil) != negated) }, nil
	case p.accept("NOT"):
		if err := p.expect("LIKE"); err != nil {
			return nil, err
		}
		c, err := p.text(column, like)
		return func(row Object) truth { return opposite(c(row)) }, err
	case p.accept("LIKE"):
		return p.text(column, like)
	case p.accept("CONTAINS"):
		return p.text(column, strings.Contains)
	case p.accept("IN"):
		return p.in(column)
	}
	sign := p.next()
	if sign.kind != signToken || !slices.Contains([]string{"=", "!=", "<>", ">", "<", ">=", "<="}, sign.text) {
		return nil, fmt.Errorf("want an operator after %s, have %s", column.name, sign)
	}
	return p.comparison(column, sign.text)
}

func (p *parser) text(c column, test func(value, argument string) bool) (condition, error) {
	t := p.next()
	if t.kind != stringToken {
		return nil, fmt.Errorf("want a string, have %s", t)
	}
	return func(row Object) truth {
		value, ok := c.text(row)
		if !ok {
			return unknown
		}
		return truthOf(test(value, t.text))
	}, nil
}

func (p *parser) in(c column) (condition, error) {
	if err := p.expect("("); err != nil {
		return nil, err
	}
	found := func(Object) truth { return no }
	for {
		one, err := p.comparison(c, "=")
		if err != nil {
			return nil, err
		}
		rest := found
		found = func(row Object) truth { return either(one(row), rest(row)) }
		if !p.accept(",") {
			return found, p.expect(")")
		}
	}
}

func (p *parser) comparison(c column, sign string) (condition, error) {
	t := p.next()
	argument, err := c.argument(t)
	if err != nil {
		return nil, err
	}
	if c.kind == booleanColumn && !slices.Contains([]string{"=", "!=", "<>"}, sign) {
		return nil, fmt.Errorf("%s is true or false and has no order", c.name)
	}
	return func(row Object) truth {
		order, ok := c.compare(row, argument)
		if !ok {
			return unknown
		}
		return truthOf(holds(sign, order))
	}, nil
}
