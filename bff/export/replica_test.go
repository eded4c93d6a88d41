package export_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"testing"
	"time"

	"innbyggertjenesten/bff/export"
	"innbyggertjenesten/bff/jobs"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// replica is one of the portals on the same database.
type replica struct {
	*world
	store *export.Store
	api   *export.API
}

func (w *world) replica(t *testing.T, change func(*export.Settings)) *replica {
	t.Helper()
	settings := export.Settings{
		Pool: w.pool, Access: w, People: w.people, Audit: w, Portal: portalOf{w}, Now: w.now, Fresh: 5 * time.Minute,
		Fagsystem: func(string) export.Fagsystem { return w }, Forget: func(string, contract.Event) {}, Tell: w.tellOf,
	}
	if change != nil {
		change(&settings)
	}
	r := &replica{world: w, store: export.NewStore(settings)}
	r.api = &export.API{Store: r.store}
	runner, err := jobs.New(w.pool, []jobs.Periodic{{Name: "export.take-over", Every: time.Second, Run: r.store.TakeOver}}, []jobs.Queue{{Name: export.Queue, AtOnce: export.AtOnce}}, r.store.Register)
	if err != nil {
		t.Fatal(err)
	}
	r.store.Use(runner.Client())
	stop, err := runner.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return r
}

func (r *replica) order(ctx context.Context) (portal.Export, error) {
	answer, err := r.api.OrderExport(ctx, portal.OrderExportRequestObject{CaseCopyId: r.copyID})
	if err != nil {
		return portal.Export{}, err
	}
	return portal.Export(answer.(portal.OrderExport200JSONResponse)), nil
}

func (r *replica) state(t *testing.T) portal.Export {
	t.Helper()
	answer, err := r.api.GetExport(r.fresh(t), portal.GetExportRequestObject{CaseCopyId: r.copyID})
	if err != nil {
		t.Fatal(err)
	}
	return portal.Export(answer.(portal.GetExport200JSONResponse))
}

// until waits until it has come to a state.
func (r *replica) until(t *testing.T, wanted portal.ExportState) portal.Export {
	t.Helper()
	// Large texts take long under the race detector on a processor that does much else.
	deadline := time.Now().Add(3 * time.Minute)
	for {
		shown := r.state(t)
		if shown.State == wanted {
			return shown
		}
		if shown.State != portal.ExportStateMAKING || time.Now().After(deadline) {
			t.Fatalf("it is %+v, not %s", shown, wanted)
		}
		select {
		case <-t.Context().Done():
		case <-time.After(20 * time.Millisecond): // what it waits for is another process's
		}
	}
}

func (r *replica) begin(ctx context.Context) error {
	_, err := r.api.BeginExportDownload(ctx, portal.BeginExportDownloadRequestObject{CaseCopyId: r.copyID})
	return err
}

func (r *replica) fetch(ctx context.Context) ([]byte, error) {
	answer, err := r.api.GetExportContent(ctx, portal.GetExportContentRequestObject{CaseCopyId: r.copyID})
	if err != nil {
		return nil, err
	}
	browser := httptest.NewRecorder()
	err = answer.VisitGetExportContentResponse(browser)
	if err == nil && browser.Header().Get("Content-Length") != fmt.Sprint(browser.Body.Len()) {
		err = errors.New("it isn't as long as was said")
	}
	if got := browser.Header().Get("Content-Disposition") + browser.Header().Get("Cache-Control"); err == nil && got != `attachment; filename="samling.zip"no-store` {
		err = errors.New(got)
	}
	return browser.Body.Bytes(), err
}
