package login

import (
	"context"
	"crypto/sha256"
	"errors"
	"log/slog"
	"mime"
	"net/http"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/login/internal/db"
	"innbyggertjenesten/bff/session"
)

const formType = "application/x-www-form-urlencoded"

var errReplayed = errors.New("login: the logout token has been used")

// backChannel ends what a provider's server says to be logged out. It answers
// as the standard wants it: 200 also for what isn't there any more, and 400 for
// everything that it doesn't do.
func (l *Login) backChannel(world session.World) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := unhurried(c.Request().Context())
		defer cancel()
		raw, err := logoutTokenOf(c.Response(), c.Request())
		if err != nil {
			return refuseLogOut(c, "invalid_request", err)
		}
		token, err := l.verifyLogoutToken(ctx, world, raw)
		if errors.Is(err, errProvider) {
			return refuseLogOut(c, "server_error", err)
		}
		if err != nil {
			return refuseLogOut(c, "invalid_request", err)
		}
		ended, err := l.logOutOnce(ctx, token)
		if errors.Is(err, errReplayed) {
			return refuseLogOut(c, "invalid_request", err)
		}
		if err != nil {
			return refuseLogOut(c, "server_error", err)
		}
		l.recordEnded(ctx, endByBackChannel, ended)
		return c.NoContent(http.StatusOK)
	}
}

// logoutTokenOf reads the form's one field.
func logoutTokenOf(w http.ResponseWriter, r *http.Request) (string, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != formType {
		return "", errors.New("login: the log-out is no form")
	}
	r.Body = http.MaxBytesReader(w, r.Body, 2*mostLogoutToken)
	if err := r.ParseForm(); err != nil {
		return "", errors.New("login: the log-out can't be read")
	}
	tokens := r.PostForm["logout_token"]
	if len(tokens) != 1 {
		return "", errors.New("login: the log-out must have one logout token")
	}
	return tokens[0], nil
}

// logOutOnce uses a token up and ends what it names, both or neither: a token
// whose log-out failed can be sent again.
func (l *Login) logOutOnce(ctx context.Context, token *logoutToken) (ended []session.Ended, err error) {
	id := sha256.Sum256([]byte(strings.Join([]string{token.issuer, token.id}, "\x00")))
	now := l.Now()
	if err := db.New(l.Pool).DeleteExpiredLogoutTokens(ctx, now); err != nil {
		return nil, err
	}
	err = pgx.BeginFunc(ctx, l.Pool, func(tx pgx.Tx) error {
		q := db.New(tx)
		// As long as the token would be accepted, and a little more.
		first, err := q.UseLogoutToken(ctx, db.UseLogoutTokenParams{ID: id[:], EndsAt: now.Add(2 * mostAge)})
		if err != nil {
			return err
		}
		if first == 0 {
			return errReplayed
		}
		ended, err = l.Sessions.LogOutTx(ctx, tx, session.ProviderLogOut{
			Issuer: token.issuer, Session: token.session, Subject: token.subject, At: token.issuedAt,
		})
		return err
	})
	return ended, err
}

func refuseLogOut(c echo.Context, code string, cause error) error {
	ctx := c.Request().Context()
	slog.WarnContext(ctx, "a provider's log-out was refused", "cause", cause.Error(), "correlationId", correlation.ID(ctx))
	return c.JSON(http.StatusBadRequest, map[string]string{"error": code})
}
