// Package plan reads the planned calls from standard input, has them made, and prints one JSON line a call. It is
// shared by two programs because the SDK's whole module and its newer core cannot stand in one module graph.
package plan

import (
	"encoding/json"
	"errors"
	"log"
	"os"
	"runtime/debug"
	"slices"
	"time"
)

// Call is one call of the plan, with everything a client needs to make it.
type Call struct {
	ID              string          `json:"id"`
	SDKs            []string        `json:"sdks"`
	Endpoint        string          `json:"endpoint"`
	SignMethod      string          `json:"signMethod"`
	HTTPMethod      string          `json:"httpMethod"`
	UnsignedPayload bool            `json:"unsignedPayload"`
	SecretID        string          `json:"secretId"`
	SecretKey       string          `json:"secretKey"`
	Region          string          `json:"region"`
	Language        string          `json:"language"`
	Action          string          `json:"action"`
	Params          json.RawMessage `json:"params"`
}

// Envelope is the outer form of every answer.
type Envelope struct {
	Response json.RawMessage
}

type line struct {
	SDK       string          `json:"sdk"`
	Version   string          `json:"version"`
	ID        string          `json:"id"`
	Action    string          `json:"action"`
	Millis    float64         `json:"ms"`
	OK        bool            `json:"ok"`
	Code      string          `json:"code,omitempty"`
	Message   string          `json:"message,omitempty"`
	RequestID string          `json:"requestId,omitempty"`
	Response  json.RawMessage `json:"response,omitempty"`
}

// refusal is what the SDK's own error type offers, in every version of it.
type refusal interface {
	GetCode() string
	GetMessage() string
	GetRequestId() string
}

// Run makes every call of the plan that names sdk. The library is the module whose version the lines state.
func Run(sdk, library string, send func(Call) (Envelope, error)) {
	log.SetOutput(os.Stderr)
	var plan struct {
		Calls []Call `json:"calls"`
	}
	if err := json.NewDecoder(os.Stdin).Decode(&plan); err != nil {
		log.Fatal(err)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for _, call := range plan.Calls {
		if slices.Contains(call.SDKs, sdk) {
			made := line{SDK: sdk, Version: version(library), ID: call.ID, Action: call.Action}
			started := time.Now()
			made.settle(send(call))
			made.Millis = float64(time.Since(started).Microseconds()/100) / 10
			if err := out.Encode(made); err != nil {
				log.Fatal(err)
			}
		}
	}
}

func (l *line) settle(answer Envelope, err error) {
	var refused refusal
	switch {
	case err == nil:
		var named struct{ RequestId string }
		if err = json.Unmarshal(answer.Response, &named); err != nil {
			l.Code, l.Message = "ClientFault", err.Error()
			return
		}
		l.OK, l.Response, l.RequestID = true, answer.Response, named.RequestId
	case errors.As(err, &refused):
		l.Code, l.Message, l.RequestID = refused.GetCode(), refused.GetMessage(), refused.GetRequestId()
	default: // what the SDK itself trips over is a finding, not the end of the run
		l.Code, l.Message = "ClientFault", err.Error()
	}
}

func version(library string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == library {
				return module.Version
			}
		}
	}
	return "unknown"
}
