// Makes the planned calls with the official Go SDK's typed OCR client.
package main

import (
	"encoding/json"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
	ocr "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/ocr/v20181119"

	"palimpsest/conformance/plan"
)

type action func(client *ocr.Client, parameters string) (string, error)

type request interface{ FromJsonString(string) error }

type response interface{ ToJsonString() string }

var actions = map[string]action{
	"GeneralBasicOCR":       typed(ocr.NewGeneralBasicOCRRequest, (*ocr.Client).GeneralBasicOCR),
	"GeneralAccurateOCR":    typed(ocr.NewGeneralAccurateOCRRequest, (*ocr.Client).GeneralAccurateOCR),
	"GeneralFastOCR":        typed(ocr.NewGeneralFastOCRRequest, (*ocr.Client).GeneralFastOCR),
	"GeneralEfficientOCR":   typed(ocr.NewGeneralEfficientOCRRequest, (*ocr.Client).GeneralEfficientOCR),
	"GeneralHandwritingOCR": typed(ocr.NewGeneralHandwritingOCRRequest, (*ocr.Client).GeneralHandwritingOCR),
	"EnglishOCR":            typed(ocr.NewEnglishOCRRequest, (*ocr.Client).EnglishOCR),
	"TextDetect":            typed(ocr.NewTextDetectRequest, (*ocr.Client).TextDetect),
	"BankCardOCR":           typed(ocr.NewBankCardOCRRequest, (*ocr.Client).BankCardOCR),
}

func typed[Q request, R response](create func() Q, send func(*ocr.Client, Q) (R, error)) action {
	return func(client *ocr.Client, parameters string) (string, error) {
		request := create()
		if err := request.FromJsonString(parameters); err != nil {
			return "", err
		}
		response, err := send(client, request)
		if err != nil {
			return "", err
		}
		return response.ToJsonString(), nil
	}
}

func main() {
	plan.Run("go", "github.com/tencentcloud/tencentcloud-sdk-go", send)
}

func send(call plan.Call) (plan.Envelope, error) {
	var answer plan.Envelope
	p := profile.NewClientProfile()
	p.HttpProfile.Scheme = "HTTP"
	p.HttpProfile.Endpoint = call.Endpoint
	p.HttpProfile.ReqMethod = call.HTTPMethod
	p.SignMethod = call.SignMethod
	p.UnsignedPayload = call.UnsignedPayload
	p.Language = call.Language
	client, err := ocr.NewClient(common.NewCredential(call.SecretID, call.SecretKey), call.Region, p)
	if err != nil {
		return answer, err
	}
	body, err := actions[call.Action](client, string(call.Params))
	if err != nil {
		return answer, err
	}
	return answer, json.Unmarshal([]byte(body), &answer)
}
