package session

import (
	"net/http"
	"strings"
)

// DeviceKind is what sort of device somebody logged in on.
type DeviceKind string

// The kinds of devices.
const (
	Phone         DeviceKind = "PHONE"
	Tablet        DeviceKind = "TABLET"
	Computer      DeviceKind = "COMPUTER"
	UnknownDevice DeviceKind = "UNKNOWN"
)

// Device is what people recognise their own log-ins by. It says no more than
// that: what a browser tells of itself could single somebody out.
type Device struct {
	Kind DeviceKind `json:"kind"`
	// System is one of a few names, or "" where the browser didn't say.
	System string `json:"system,omitempty"`
}

// DeviceOf reads how the browser describes itself. Whoever sends it may say
// anything: it is shown to them, and decides nothing.
func DeviceOf(r *http.Request) Device {
	agent := r.Header.Get("User-Agent")
	device := deviceOfAgent(agent)
	// Where browsers give hints, the older header is frozen and may pretend.
	switch strings.Trim(r.Header.Get("Sec-CH-UA-Platform"), `"`) {
	case "Android":
		device.System = "Android"
		device.Kind = Tablet
		if r.Header.Get("Sec-CH-UA-Mobile") == "?1" {
			device.Kind = Phone
		}
	case "Windows":
		device = Device{Computer, "Windows"}
	case "macOS":
		device = Device{Computer, "macOS"}
	case "Chrome OS", "Chromium OS":
		device = Device{Computer, "ChromeOS"}
	case "Linux":
		device = Device{Computer, "Linux"}
	}
	return device
}

func deviceOfAgent(agent string) Device {
	// The order matters: Android says Linux, too, and iPhones say Mac OS X.
	for _, known := range []struct {
		mark   string
		device Device
	}{
		{"iPhone", Device{Phone, "iOS"}}, {"iPod", Device{Phone, "iOS"}}, {"iPad", Device{Tablet, "iPadOS"}},
		{"Android", Device{Tablet, "Android"}}, {"Windows NT", Device{Computer, "Windows"}}, {"CrOS", Device{Computer, "ChromeOS"}},
		{"Macintosh", Device{Computer, "macOS"}}, {"X11", Device{Computer, "Linux"}}, {"Linux", Device{Computer, "Linux"}},
	} {
		if strings.Contains(agent, known.mark) {
			if known.mark == "Android" && strings.Contains(agent, "Mobile") {
				known.device.Kind = Phone
			}
			return known.device
		}
	}
	return Device{Kind: UnknownDevice}
}
