package acctest

import (
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// Outage is services whose machine can refuse connections for a while.
type Outage struct {
	*Services
	t       testing.TB
	address string
	server  *http.Server
}

// StartOutage is Start for services that can go down. They are up at first.
func StartOutage(t testing.TB, options mockapi.Options) *Outage {
	t.Helper()
	mock, err := mockapi.New(options)
	if err != nil {
		t.Fatal(err)
	}
	o := &Outage{Services: &Services{Mock: mock}, t: t, address: "127.0.0.1:0"}
	o.Up()
	o.URL = "http://" + o.address
	t.Cleanup(o.Down)
	return o
}

// Down closes all connections and refuses new ones.
func (o *Outage) Down() {
	if err := o.server.Close(); err != nil {
		o.t.Error(err)
	}
}

// Up accepts connections again, at the same address.
func (o *Outage) Up() {
	listener, err := (&net.ListenConfig{}).Listen(o.t.Context(), "tcp", o.address)
	if err != nil {
		o.t.Error(err)
		return
	}
	o.address = listener.Addr().String()
	o.server = &http.Server{Handler: o.Mock, ReadHeaderTimeout: time.Minute}
	go func(server *http.Server) { _ = server.Serve(listener) }(o.server) // ends with Down
}
