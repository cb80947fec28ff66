package acctest

import (
	"fmt"
	"math/rand/v2"
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

	server   *http.Server
	listener net.Listener
}

// StartOutage is Start for services that can go down. They are up at first.
func StartOutage(t testing.TB, options mockapi.Options) *Outage {
	t.Helper()
	mock, err := mockapi.New(options)
	if err != nil {
		t.Fatal(err)
	}
	// At an address of its own nobody takes the port while the services are down, not even for an outgoing connection.
	o := &Outage{Services: &Services{Mock: mock}, t: t, address: fmt.Sprintf("127.%d.%d.%d:0", 1+rand.N(200), rand.N(250), 1+rand.N(250))}
	if err := o.listen(); err != nil {
		o.address = "127.0.0.1:0" // not every system has more than one
		o.Up()
	}
	o.URL = "http://" + o.address
	t.Cleanup(o.Down)
	return o
}

// Down closes all connections and refuses new ones.
func (o *Outage) Down() {
	_ = o.listener.Close() // the server may not have begun to serve it, and then does not know it
	_ = o.server.Close()
}

// Up accepts connections again, at the same address.
func (o *Outage) Up() {
	if err := o.listen(); err != nil {
		o.t.Error(err)
	}
}

func (o *Outage) listen() error {
	listener, err := (&net.ListenConfig{}).Listen(o.t.Context(), "tcp", o.address)
	if err != nil {
		return err
	}
	o.address = listener.Addr().String()
	o.listener, o.server = listener, &http.Server{Handler: o.Mock, ReadHeaderTimeout: time.Minute}
	go func(server *http.Server) { _ = server.Serve(listener) }(o.server) // ends with Down
	return nil
}
