package contracts_test

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/yaml"

	"innbyggertjenesten/contracts/live"
)

// asyncAPI is the part of live.yaml that the tests look at.
type asyncAPI struct {
	Components struct {
		Messages map[string]struct {
			Payload struct {
				Ref string `json:"$ref"`
			} `json:"payload"`
			Examples []struct {
				Name    string `json:"name"`
				Payload any    `json:"payload"`
			} `json:"examples"`
		} `json:"messages"`
		Schemas map[string]json.RawMessage `json:"schemas"`
	} `json:"components"`
}

func readLive(t *testing.T) (asyncAPI, *openapi3.T) {
	t.Helper()
	content, err := os.ReadFile("live.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var contract asyncAPI
	if _, err := yaml.Unmarshal(content, &contract, yaml.DecodeOpts{}); err != nil {
		t.Fatal(err)
	}
	schemas := maps.Clone(contract.Components.Schemas)
	for _, union := range []string{"ServerFrame", "PageFrame"} {
		delete(schemas, union) // their discriminator is AsyncAPI's
	}
	wrapped, err := json.Marshal(map[string]any{
		"openapi": "3.0.3", "info": map[string]any{"title": "x", "version": "1"}, "paths": map[string]any{},
		"components": map[string]any{"schemas": schemas},
	})
	if err != nil {
		t.Fatal(err)
	}
	document, err := openapi3.NewLoader().LoadFromData(wrapped)
	if err != nil {
		t.Fatal(err)
	}
	return contract, document
}

func TestLiveExamplesFollowTheContract(t *testing.T) {
	contract, document := readLive(t)
	for name, message := range contract.Components.Messages {
		schema := document.Components.Schemas[strings.TrimPrefix(message.Payload.Ref, "#/components/schemas/")]
		if len(message.Examples) == 0 {
			t.Errorf("%s has no example", name)
		}
		for _, example := range message.Examples {
			if err := schema.Value.VisitJSON(example.Payload, openapi3.EnableFormatValidation()); err != nil {
				t.Errorf("%s, %s: %v", name, example.Name, err)
			}
		}
	}
}

// TestFramesAreToldApartByKind goes through the generated Go types both ways.
func TestFramesAreToldApartByKind(t *testing.T) {
	var sent live.ServerFrame
	if err := sent.FromEventFrame(live.EventFrame{Position: 42, Type: live.EventTypeMessageReceived}); err != nil {
		t.Fatal(err)
	}
	content, err := json.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	var received live.ServerFrame
	if err := json.Unmarshal(content, &received); err != nil {
		t.Fatal(err)
	}
	frame, err := received.ValueByDiscriminator()
	if err != nil {
		t.Fatal(err)
	}
	event, isEvent := frame.(live.EventFrame)
	if !isEvent || event.Position != 42 || event.Kind != live.EventFrameKindEvent {
		t.Errorf("%s arrived as %#v", content, frame)
	}
}

// TestPollingCarriesTheSameEvents holds the polling twin in portal.yaml to the frame here.
func TestPollingCarriesTheSameEvents(t *testing.T) {
	_, document := readLive(t)
	frame := document.Components.Schemas["EventFrame"].Value
	polled := load(t, "portal").Components.Schemas["LiveEvent"].Value
	names := slices.Sorted(maps.Keys(frame.Properties))
	names = slices.DeleteFunc(names, func(name string) bool { return name == "kind" })
	if got := slices.Sorted(maps.Keys(polled.Properties)); !slices.Equal(got, names) {
		t.Errorf("LiveEvent has %v, EventFrame %v and kind", got, names)
	}
}
