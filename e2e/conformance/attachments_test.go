package conformance_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// fileSaboteurs break what is promised of files.
var fileSaboteurs = []saboteur{
	{breaks: "says that a file is ready before it is there", check: "a message shows its file before that is there, and nobody gets it",
		response: editFiles(func(file map[string]any) { file["state"] = "READY" })},
	{breaks: "gives out something before the file is there", check: "a message shows its file before that is there, and nobody gets it",
		response: func(r *http.Response) error {
			if r.Request.Method == http.MethodGet && fileContent(r.Request) && r.StatusCode == http.StatusNotFound {
				answerWith(r, http.StatusOK, "application/pdf", nil)
			}
			return nil
		}},
	{breaks: "gives out a file that it has changed", check: "a file that is handed over is kept once and given out as it is",
		response: func(r *http.Response) error {
			if r.Request.Method == http.MethodGet && fileContent(r.Request) && r.StatusCode == http.StatusOK {
				raw, err := io.ReadAll(r.Body)
				if err != nil {
					return err
				}
				answerWith(r, http.StatusOK, r.Header.Get("Content-Type"), append(raw, '\n'))
			}
			return nil
		}},
	{breaks: "takes another file for the same", check: "a file that is handed over is kept once and given out as it is",
		response: putAnswers(http.StatusConflict, http.StatusOK)},
	{breaks: "doesn't look at the digest", check: "a file that isn't what its digest says is refused, and nothing of it is kept",
		request: func(r *http.Request) {
			if r.Method != http.MethodPut || !fileContent(r) {
				return
			}
			raw, err := io.ReadAll(r.Body)
			if err != nil {
				return
			}
			sum := sha256.Sum256(raw)
			r.Header.Set("Content-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":")
			replace(r, raw)
		}},
	{breaks: "takes files of anything", check: "a file of no message, or that a message doesn't name, isn't taken",
		response: putAnswers(http.StatusNotFound, http.StatusCreated)},
	{breaks: "forgets that a file is withheld", check: "a file that is withheld stays so, and nobody gets it",
		response: editFiles(func(file map[string]any) { file["state"] = "WAITING_FOR_CHECK" })},
	{breaks: "takes a file that is withheld", check: "a file that is withheld stays so, and nobody gets it",
		response: putAnswers(http.StatusConflict, http.StatusOK)},
	{breaks: "takes files that nobody described", check: "a message whose files aren't described isn't taken",
		request: change(func(sent map[string]any) {
			inner, _ := sent["body"].(map[string]any)
			ids, _ := inner["attachments"].([]any)
			var described []any
			for _, id := range ids {
				described = append(described, map[string]any{"attachmentId": id, "name": "fil.pdf", "mediaType": "application/pdf"})
			}
			sent["attachments"] = described
		})},
}

func fileContent(r *http.Request) bool {
	return strings.Contains(r.URL.Path, "/attachments/") && strings.HasSuffix(r.URL.Path, "/content")
}

// editFiles rewrites the files of messages that are listed.
func editFiles(change func(file map[string]any)) func(*http.Response) error {
	return edit(func(body map[string]any) {
		messages, _ := body["messages"].([]any)
		for _, message := range messages {
			files, _ := message.(map[string]any)["attachments"].([]any)
			for _, file := range files {
				change(file.(map[string]any))
			}
		}
	})
}

// putAnswers answers otherwise where a file is handed over.
func putAnswers(was, is int) func(*http.Response) error {
	return func(r *http.Response) error {
		if r.Request.Method == http.MethodPut && fileContent(r.Request) && r.StatusCode == was {
			answerWith(r, is, "", nil)
		}
		return nil
	}
}

func answerWith(r *http.Response, status int, contentType string, body []byte) {
	r.StatusCode, r.Status = status, strconv.Itoa(status)+" "+http.StatusText(status)
	r.Header.Del("Content-Type")
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
}
