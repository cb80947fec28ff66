package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
)

// answerFromMemory replaces the network of this process by answers from a file: JSON, "METHOD /path" to body. Everything
// above the network stays as it is, so that the difference to the real thing is I/O and nothing else.
//
// The file is read with the first request: the command line tool starts providers that it only asks for their schema.
func answerFromMemory(file string) error {
	transport, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return errors.New("the default transport is not the standard library's")
	}
	listener := pipeListener{conns: make(chan net.Conn)}
	transport.DialContext = listener.dial // the provider's own transports are clones of this one
	server := &http.Server{Handler: &services{load: sync.OnceValues(func() (map[string]json.RawMessage, error) { return load(file) })}}
	go func() { _ = server.Serve(listener) }() // as long as the process lives
	return nil
}

func load(file string) (map[string]json.RawMessage, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	memory := map[string]json.RawMessage{}
	if err := json.Unmarshal(text, &memory); err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return memory, nil
}

// services answers what is in memory, and creates by giving back what it was given with an id.
type services struct {
	load    func() (map[string]json.RawMessage, error)
	created atomic.Int64
}

func (s *services) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	memory, err := s.load()
	if err != nil {
		http.Error(w, `{"message":"the answers cannot be read"}`, http.StatusInternalServerError)
		log.Print(err)
		return
	}
	if body, ok := memory[r.Method+" "+r.URL.EscapedPath()]; ok {
		_, _ = w.Write(body)
		return
	}
	var request map[string]any
	if r.Method != http.MethodPost || json.NewDecoder(r.Body).Decode(&request) != nil {
		http.Error(w, `{"message":"this is not in memory"}`, http.StatusNotImplemented)
		return
	}
	object, wrapped := request["app"].(map[string]any)
	if !wrapped {
		object = request
	}
	object["uuid"] = fmt.Sprintf("memory-%d", s.created.Add(1))
	object["create_time"], object["creator_uuid"], object["status"] = 1, "memory", 2
	_ = json.NewEncoder(w).Encode(object)
}

// pipeListener accepts connections that are dialled in the same process.
type pipeListener struct{ conns chan net.Conn }

func (l pipeListener) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case l.conns <- server:
		return client, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept implements net.Listener.
func (l pipeListener) Accept() (net.Conn, error) { return <-l.conns, nil }

// Close implements net.Listener.
func (pipeListener) Close() error { return nil }

// Addr implements net.Listener.
func (pipeListener) Addr() net.Addr { return &net.UnixAddr{Name: "memory", Net: "pipe"} }
