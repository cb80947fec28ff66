package api_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// caught runs f and returns its panic.
func caught(f func()) (e *api.PanicError) {
	defer func() { e = api.Caught(recover()) }()
	f()
	return nil
}

// TestCaught: a panic is told by where it happened; what it was called with may be a secret.
func TestCaught(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t-of-the-request"
	var none map[string]int
	for name, c := range map[string]struct {
		f    func()
		want string
	}{
		"text":            {func() { panic("cannot send " + secret) }, "a value of type string, which is not shown"},
		"error":           {func() { panic(errors.New("cannot send " + secret)) }, "a value of type *errors.errorString, which is not shown"},
		"value":           {func() { panic(struct{ Key string }{secret}) }, "a value of type struct { Key string }, which is not shown"},
		"nil map":         {func() { none[secret] = 1 }, "assignment to entry in nil map"},
		"index":           {func() { _ = strings.Split(secret, " ")[len(secret)] }, "runtime error: index out of range"},
		"type assertion":  {func() { _ = any(secret).(int) }, "interface conversion: interface {} is string, not int"},
		"unhashable type": {func() { _ = map[any]int{[]string{secret}: 1} }, "runtime error: hash of unhashable type []string"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := caught(c.f)
			text := e.Error() + "\n" + strings.Join(e.Stack, "\n") + fmt.Sprintf("%v %+v %#v", e, *e, e)
			if strings.Contains(text, "s3cr3t") {
				t.Errorf("the secret shows in %s", text)
			}
			contains(t, e.Error(), "panic: "+c.want)
			if len(e.Stack) == 0 || !strings.Contains(e.Stack[0], "TestCaught") || !strings.Contains(e.Stack[0], "panic_test.go:") {
				t.Errorf("the stack does not begin where the panic was: %q", e.Stack)
			}
		})
	}
}
