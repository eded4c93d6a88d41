package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Load reads and checks all settings out of variables (env.ToMap(os.Environ())).
// known are the languages there are texts in.
func Load(variables map[string]string, known []string) (*Config, error) {
	process, wrong := parseProcess(variables)
	config := &Config{Process: process, Variable: func(name string) string { return variables[name] }}
	if process.MunicipalitiesDir != "" {
		municipalities, errs := readMunicipalities(process.MunicipalitiesDir)
		config.Municipalities = municipalities
		wrong = append(wrong, errs...)
		wrong = append(wrong, config.checkMunicipalities(known)...)
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, fmt.Errorf("the settings are not right:\n%w", err)
	}
	return config, nil
}

func readMunicipalities(directory string) ([]Municipality, []error) {
	entries, err := os.ReadDir(directory)
	if err != nil {
		return nil, []error{fmt.Errorf("MUNICIPALITIES_DIR can't be read: %w", err)}
	}
	var municipalities []Municipality
	var wrong []error
	for _, entry := range entries {
		if extension := filepath.Ext(entry.Name()); entry.IsDir() || extension != ".yaml" && extension != ".yml" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(directory, entry.Name()))
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		municipality, err := parseMunicipality(text)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", entry.Name(), err))
			continue
		}
		if base := strings.TrimSuffix(entry.Name(), filepath.Ext(entry.Name())); base != municipality.ID {
			wrong = append(wrong, fmt.Errorf("%s: its id is %q; the file must be named after it", entry.Name(), municipality.ID))
		}
		municipalities = append(municipalities, municipality)
	}
	if len(municipalities) == 0 && len(wrong) == 0 {
		wrong = append(wrong, fmt.Errorf("MUNICIPALITIES_DIR holds no .yaml file: add one per municipality"))
	}
	slices.SortFunc(municipalities, func(a, b Municipality) int { return strings.Compare(a.ID, b.ID) })
	return municipalities, wrong
}

// parseMunicipality refuses unknown fields: a misspelt one would be a setting
// that silently isn't there.
func parseMunicipality(text []byte) (Municipality, error) {
	var municipality Municipality
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&municipality); err != nil {
		return municipality, explainRemoved(err)
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return municipality, errors.New("only one document in a file")
	}
	municipality.setLoginDefaults()
	return municipality, nil
}

// explainRemoved says what became of a setting that files may still have.
func explainRemoved(err error) error {
	const removed = "field level not found in type config.CitizenLogin"
	var several *yaml.TypeError
	if !errors.As(err, &several) {
		return err
	}
	for i, one := range several.Errors {
		if strings.HasSuffix(one, removed) {
			several.Errors[i] = strings.TrimSuffix(one, removed) +
				"citizenLogin.level is no setting any more: remove the line. Everybody gets in with substantial; documentsLevel says what documents need"
		}
	}
	return several
}
