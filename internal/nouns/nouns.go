// Package nouns holds a table for each managed resource: what its arguments are, how it is changed, listed and ended. Every
// test that goes through all nouns goes through these.
package nouns

//go:generate go test -count=1 -vet=off -run ^TestGuides_tables$ . -args -update

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// All returns the tables of all nouns.
func All() []lifetest.Noun {
	return append(Lives(), accessMember(), appIntegrityConfig(), groupSettings(), deviceAppConnectionLog())
}

// Lives returns the tables of the nouns that live the life that they share.
func Lives() []lifetest.Noun {
	return []lifetest.Noun{
		access(), alertConfig(), app(), appControlPolicy(), blob(), caCertificate(), card(), clientConfig(), connector(), dashboard(), dataExport(), integration(), notificationChannel(), policy(), postureAttribute(), postureProfile(), token(), user(), workflow(),
	}
}

// twins are two objects that have the name "twice" in common.
func twins(fields mockapi.Object) []mockapi.Object {
	third, second := mockapi.Object{"uuid": "o3", "name": "twice"}, mockapi.Object{"uuid": "o2", "name": "twice"}
	for name, value := range fields {
		third[name], second[name] = value, value
	}
	return []mockapi.Object{third, second}
}

// named are the filters of a noun that is listed by name.
func named() []lifetest.Filter {
	return []lifetest.Filter{{Config: `{}`, Found: "o1 o2 o3"}, {Config: `{"name":"twice"}`, Found: "o2 o3"}, {Config: `{"name":"nobody"}`}}
}
