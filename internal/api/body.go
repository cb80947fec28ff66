package api

import (
	"bytes"
	"errors"
	"io"
	"net/http"
)

const (
	// maxBody is the largest answer that is read, in bytes, after decompression.
	maxBody = 64 << 20
	// maxErrorBody is how much is read of an answer outside 2xx. It says what went wrong in its first lines, if at all.
	maxErrorBody = 1 << 20
	// firstChunk and maxChunk are the sizes in which an answer of unknown length is read.
	firstChunk = 4 << 10
	maxChunk   = 1 << 20
)

// readBody reads an answer to its end, so that its connection can carry the next request. What is larger than limit is an
// error; of an answer outside 2xx the rest is left unread.
func (g *gate) readBody(resp *http.Response) ([]byte, error) {
	defer func() { _ = resp.Body.Close() }()
	success := resp.StatusCode >= 200 && resp.StatusCode <= 299
	limit := g.maxBody
	if !success {
		limit = min(limit, maxErrorBody)
	}
	chunks, size, err := readChunks(resp.Body, limit, resp.ContentLength)
	switch {
	case size > limit && success:
		return nil, &tooLargeError{limit: limit}
	case size > limit:
		err = nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = &truncatedError{got: size, want: resp.ContentLength}
	case errors.Is(err, io.EOF):
		err = nil
	}
	return g.join(chunks, min(size, limit)), err
}

// readChunks reads until one byte more than limit, or an error, which is io.EOF at the end. Appending to one slice would hold
// a large answer twice each time that the slice grows.
func readChunks(r io.Reader, limit int, told int64) (chunks [][]byte, size int, err error) {
	next := firstChunk
	if told > 0 {
		next = int(min(told, maxChunk)) + 1 // no more on the word of a header, and one to see the end
	}
	for size <= limit && err == nil {
		chunk := make([]byte, min(next, limit+1-size))
		n := 0
		for n < len(chunk) && err == nil {
			var read int
			read, err = r.Read(chunk[n:])
			n += read
		}
		chunks, size = append(chunks, chunk[:n]), size+n
		next = min(2*next, maxChunk)
	}
	return chunks, size, err
}

// join returns the first size bytes in one piece. Only one answer at a time is there in chunks and in one piece.
func (g *gate) join(chunks [][]byte, size int) []byte {
	if len(chunks[0]) >= size {
		return chunks[0][:size]
	}
	g.joining.Lock()
	defer g.joining.Unlock()
	whole := make([]byte, 0, size)
	for i, chunk := range chunks {
		whole = append(whole, chunk[:min(len(chunk), size-len(whole))]...)
		chunks[i] = nil
	}
	return whole
}

// bufferedBody hands the bytes up without another copy.
type bufferedBody struct {
	*bytes.Reader
	all []byte
}

func (*bufferedBody) Close() error { return nil }

func readBuffered(body io.ReadCloser) ([]byte, error) {
	if b, ok := body.(*bufferedBody); ok {
		return b.all, nil
	}
	return io.ReadAll(body)
}

func requestID(h http.Header) string {
	for _, name := range [...]string{"X-Request-Id", "X-Correlation-Id", "X-Amzn-Requestid"} {
		if id := h.Get(name); id != "" {
			return id
		}
	}
	return ""
}
