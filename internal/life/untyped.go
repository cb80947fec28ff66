package life

import (
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// untyped describes a noun for the life, which is told types at run time. What is generic is compiled for each noun, and again in
// each package that sees one, so only what a noun says of itself is. A field that depends on the type needs a line here.
func (n Noun[T]) untyped() Noun[edge.Object] {
	as := func(object edge.Object) T {
		t, _ := object.(T)
		return t
	}
	var untyped Noun[edge.Object]
	from, to := reflect.ValueOf(n), reflect.ValueOf(&untyped).Elem()
	for i := range from.NumField() {
		if field := from.Field(i); field.Type() == to.Field(i).Type() {
			to.Field(i).Set(field)
		}
	}
	untyped.Objects = func(client *edge.Client) *edge.Objects[edge.Object] { return n.Objects(client).Untyped() }
	if n.Selects != nil {
		untyped.Selects = func(filters Values, object edge.Object) bool { return n.Selects(filters, as(object)) }
	}
	if n.Owned != nil {
		untyped.Owned = func(object edge.Object) bool { return n.Owned(as(object)) }
	}
	if n.ImportFound != nil {
		untyped.ImportFound = func(object edge.Object) string { return n.ImportFound(as(object)) }
	}
	if n.Adds != nil {
		untyped.Adds = func(a *Adding[edge.Object]) bool {
			change := as(*a.Change)
			added := n.Adds(&Adding[T]{Change: &change, Plan: a.Plan, State: a.State, Config: a.Config})
			*a.Change = change
			return added
		}
	}
	if n.Keeps != nil {
		untyped.Keeps = func(plan Values, answered edge.Object, d *diag.Diagnostics) { n.Keeps(plan, as(answered), d) }
	}
	if n.Creates != nil {
		untyped.Creates = func(ctx context.Context, c *Creating[edge.Object]) (edge.Object, error) {
			typed := &Creating[T]{Client: c.Client, Wanted: as(c.Wanted), Plan: c.Plan, Config: c.Config, Private: c.Private}
			made, err := n.Creates(ctx, typed)
			c.Diagnostics = typed.Diagnostics
			return made, err
		}
	}
	if n.Remembers != nil {
		untyped.Remembers = func(object edge.Object) (key string, value any) { return n.Remembers(as(object)) }
	}
	for i := range from.NumField() {
		if !from.Field(i).IsZero() && to.Field(i).IsZero() {
			panic("a noun has " + from.Type().Field(i).Name + ", and its life would not")
		}
	}
	return untyped
}

// Expand is Kind.Expand for those who know the type of the object.
func Expand[T edge.Object](k *Kind, planned, prior Values) (T, flex.Patch) {
	object, patch := k.Expand(planned, prior)
	t, _ := object.(T)
	return t, patch
}
