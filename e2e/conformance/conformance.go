// Package conformance checks from outside whether an implementation of the fagsystem contract holds what it promises.
//
// It reads and writes as one fictitious party and one fictitious employee of a test installation, which the setup
// names. What it writes stays there: it is not for an installation with real people.
package conformance

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Setup is what a run must know of the installation: a party with full rights, one of whose entries has a document
// with a text in TextLanguage, and an employee who may open that party's conversation.
type Setup struct {
	NationalNumber string `json:"nationalNumber"`
	PersonID       string `json:"personId"`
	CaseCopyID     string `json:"caseCopyId"`
	EntryID        string `json:"entryId"`
	DocumentID     string `json:"documentId"`
	TextLanguage   string `json:"textLanguage"`
	EmployeeID     string `json:"employeeId"`
	DirectoryID    string `json:"directoryId"`
	TenantID       string `json:"tenantId"`
	// Token is the bearer token, unless Options name one.
	Token string `json:"token,omitempty"`
	// ReadBack is optional: a URL on the same server, outside the contract, that lists what is registered in the
	// case copy, so that evidence can be checked too.
	ReadBack string `json:"readBack,omitempty"`
	// WebhookSecret is what the fagsystem signs its webhooks with, where it sends any.
	WebhookSecret string `json:"webhookSecret,omitempty"`
}

func (s Setup) missing() []string {
	var names []string
	for name, value := range map[string]string{"nationalNumber": s.NationalNumber, "personId": s.PersonID, "caseCopyId": s.CaseCopyID,
		"entryId": s.EntryID, "documentId": s.DocumentID, "textLanguage": s.TextLanguage, "employeeId": s.EmployeeID,
		"directoryId": s.DirectoryID, "tenantId": s.TenantID} {
		if value == "" {
			names = append(names, name)
		}
	}
	return names
}

// Options is what to check.
type Options struct {
	// URL is the base URL of one municipality, without /v1.
	URL   string
	Token string
	Setup Setup
	// Webhooks is where the fagsystem sends its webhooks to; without it they aren't checked. Run closes it.
	Webhooks net.Listener
	// WebhookWithin is how soon a change must be told; 10 s if zero.
	WebhookWithin time.Duration
	// Only limits the run to the checks with these names; empty means all.
	Only []string
	// Out gets one line per check.
	Out    io.Writer
	Client *http.Client
}

// Result is what came of it.
type Result struct {
	Checked int
	// Failed are the names of the checks that failed.
	Failed []string
}

type check struct {
	name string
	run  func(ctx context.Context, r *runner) error
}

type runner struct {
	*client
	setup    Setup
	copyPath string
	// hears is nil where webhooks aren't checked.
	hears *hearer
}

// Run makes all checks, one after the other.
func Run(ctx context.Context, o Options) (Result, error) {
	if missing := o.Setup.missing(); len(missing) > 0 {
		return Result{}, fmt.Errorf("the setup lacks %s", strings.Join(missing, ", "))
	}
	c, err := newClient(o)
	if err != nil {
		return Result{}, err
	}
	groups := [][]check{readingChecks, documentChecks, submissionChecks, conversationChecks, textChecks, attachmentChecks, pauseChecks, exportSwitchChecks, accessChecks, feedChecks}
	var hears *hearer
	if o.Webhooks != nil {
		var stop func()
		if hears, stop, err = listen(o.Webhooks, o.Setup.WebhookSecret, o.WebhookWithin); err != nil {
			return Result{}, err
		}
		defer stop()
		groups = append(groups, webhookChecks)
	} else {
		fmt.Fprintln(o.Out, "  webhooks aren't checked: no address was said at which to hear them")
	}
	var result Result
	for _, group := range groups {
		for _, ch := range group {
			if len(o.Only) > 0 && !slices.Contains(o.Only, ch.name) {
				continue
			}
			r := &runner{client: c, setup: o.Setup, copyPath: "/v1/case-copies/" + o.Setup.CaseCopyID, hears: hears}
			limited, cancel := context.WithTimeout(ctx, time.Minute)
			err := ch.run(limited, r)
			cancel()
			result.Checked++
			if err != nil {
				result.Failed = append(result.Failed, ch.name)
				fmt.Fprintf(o.Out, "  FAILS %s: %v\n", ch.name, err)
				continue
			}
			fmt.Fprintf(o.Out, "  holds %s\n", ch.name)
		}
	}
	fmt.Fprintf(o.Out, "conformance: checked=%d failed=%d\n", result.Checked, len(result.Failed))
	return result, ctx.Err()
}
