package show

import (
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// LogIns are one's own log-ins.
func LogIns(found []session.LogIn) []portal.LogIn {
	all := make([]portal.LogIn, 0, len(found)) // never nil: an empty list isn't null
	for _, one := range found {
		shown := portal.LogIn{
			LogInId: one.ID, StartedAt: one.StartedAt, EndedAt: one.EndedAt, Device: portal.LogInDevice(one.Device.Kind),
			Current: one.Current, Active: one.Active,
		}
		if one.Device.System != "" {
			shown.System = &one.Device.System
		}
		all = append(all, shown)
	}
	return all
}
