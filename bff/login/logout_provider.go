package login

import (
	"context"
	"log/slog"
	"time"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/session"
)

// How a provider's log-out came, as the audit log has it.
const (
	endByFrontChannel = "session.end-by-front-channel"
	endByBackChannel  = "session.end-by-back-channel"
)

func frontChannelPath(world session.World) string {
	if world == session.Employee {
		return "/employee/login/frontchannel-logout"
	}
	return "/login/frontchannel-logout"
}

// backChannelPath is under the server's prefix for what other servers call.
func backChannelPath(world session.World) string {
	if world == session.Employee {
		return "/hooks/employee/login/backchannel-logout"
	}
	return "/hooks/login/backchannel-logout"
}

// logOutTimeout bounds a log-out that must be finished although who asked for
// it may have gone: a browser that closes its frame, a provider that waits five
// seconds and never asks again.
const logOutTimeout = 5 * time.Second

func unhurried(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), logOutTimeout)
}

// clientOf is how the portal is known to a municipality's provider of a world.
func clientOf(m *config.Municipality, world session.World) config.Client {
	if world == session.Employee {
		return m.EmployeeLogin.Client
	}
	return m.CitizenLogin.Client
}

// recordEnded writes down for each person that a session of theirs was ended by
// others. The sessions are over in any case; a missing row changes nothing.
func (l *Login) recordEnded(ctx context.Context, action string, ended []session.Ended) {
	for _, one := range ended {
		for _, who := range one.Persons {
			err := l.Audit.Record(ctx, audit.Event{
				Municipality: who.Municipality, World: audit.System, Action: action, ObjectKind: "session", About: who.PersonID, Outcome: audit.Allowed,
			})
			if err != nil {
				slog.ErrorContext(ctx, "a log-out could not be recorded", "cause", err.Error(), "correlationId", correlation.ID(ctx))
			}
		}
	}
}
