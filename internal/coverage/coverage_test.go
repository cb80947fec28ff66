package coverage_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	flag.Bool("update", false, "write the page about coverage")
	os.Exit(m.Run())
}

// TestCoverage shows that every documented operation is used by a form, or left out with a reason, and so is each field of what
// is used; and that the page says so.
func TestCoverage(t *testing.T) {
	t.Parallel()
	c := called(t)
	comparePage(t, c)
	if updating() {
		return // what is not covered yet is no reason to have no page
	}
	for name, problems := range map[string]func() []string{
		"operations": func() []string { return operationProblems(operations(t), c) },
		"arguments":  func() []string { return fieldProblems(t, c, false, leftOutArguments()) },
		"attributes": func() []string { return fieldProblems(t, c, true, leftOutAttributes()) },
	} {
		for _, p := range problems() {
			t.Errorf("%s: %s", name, p)
		}
	}
	formLess(t, c)
	for _, o := range operations(t) {
		t.Logf("%s: %v, shown by %s", o.id, c.of(o.id), strings.Join(c.tests[o.id], ", "))
	}
}

// formLess shows that the loss of a form is seen wherever no other form uses the same operation.
func formLess(t *testing.T, c *calls) {
	t.Helper()
	all := operations(t)
	for _, o := range all {
		if len(c.forms[o.id]) != 1 {
			continue
		}
		less := &calls{forms: maps.Clone(c.forms), tests: maps.Clone(c.tests)}
		delete(less.forms, o.id)
		delete(less.tests, o.id)
		told := func(problem string) bool { return strings.HasPrefix(problem, "no form uses "+o.id) }
		if !slices.ContainsFunc(operationProblems(all, less), told) {
			t.Errorf("nothing tells that the %s is missing", c.forms[o.id][0])
		}
	}
}

func operationProblems(all []operation, c *calls) []string {
	var problems []string
	leftOut := leftOutOperations()
	for _, o := range all {
		switch used := len(c.tests[o.id]) > 0; {
		case used && leftOut[o.id] != "":
			problems = append(problems, fmt.Sprintf("%s is used by %v: take it out of the operations that are left out", o.id, c.of(o.id)))
		case !used && leftOut[o.id] == "":
			problems = append(problems, fmt.Sprintf("no form uses %s (%s): build one, or say in leftOutOperations why there is none", o.id, o.summary))
		}
		delete(leftOut, o.id)
	}
	for id := range leftOut {
		problems = append(problems, id+" is left out, and no contract has it")
	}
	return problems
}

// fieldProblems are about the requests of the operations in use, or else their answers.
func fieldProblems(t *testing.T, c *calls, answers bool, left map[string]string) []string {
	t.Helper()
	w := &walk{answers: answers, parts: map[string]*part{}, left: left}
	all := served(t)
	for _, o := range operations(t) {
		for _, f := range c.forms[o.id] {
			switch {
			case !answers:
				w.request(o, f, all[f])
			case f.kind != listResource && leftOutAnswers()[o.id] == "": // a list shows what the resource shows
				w.answer(o, f, all[f])
			}
		}
	}
	var problems []string
	needed, missing := map[string]bool{}, w.missing()
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		anywhere := "*" + name[strings.LastIndex(name, "."):]
		switch {
		case left[name] != "":
			needed[name] = true
		case left[anywhere] != "":
			needed[anywhere] = true
		default:
			problems = append(problems, fmt.Sprintf("%s: %v leaves it out: add it, or say in the lists of what is left out why not", name, missing[name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		if !needed[name] {
			problems = append(problems, fmt.Sprintf("%s is left out, and need not be: %s", name, left[name]))
		}
	}
	return problems
}
