package api

import (
	"bytes"
	"errors"
	"io"
	"net/http"
)

// maxBody is the largest answer that is read, in bytes, after decompression.
const maxBody = 64 << 20

// readBody reads an answer to its end, so that its connection can carry the next request.
func readBody(resp *http.Response, limit int) ([]byte, error) {
	defer func() { _ = resp.Body.Close() }()
	var buf bytes.Buffer
	if n := resp.ContentLength; n > 0 {
		buf.Grow(int(min(n, 1<<20)) + bytes.MinRead) // no more on the word of a header
	}
	_, err := buf.ReadFrom(io.LimitReader(resp.Body, int64(limit)+1))
	if buf.Len() > limit {
		return nil, &tooLargeError{limit: limit}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = &truncatedError{got: buf.Len(), want: resp.ContentLength}
	}
	return buf.Bytes(), err
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
