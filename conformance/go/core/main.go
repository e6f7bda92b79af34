// Makes the planned calls with the core of today's official Go SDK: its generic client, its signer, its HTTP.
package main

import (
	"encoding/json"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"

	"palimpsest/conformance/plan"
)

// generalBasicOCR has the form of the SDK's generated requests. The core flattens only such into queries and forms; its
// generic request leaves them empty there.
type generalBasicOCR struct {
	*tchttp.BaseRequest
	ImageBase64   *string `json:"ImageBase64,omitnil,omitempty" name:"ImageBase64"`
	Scene         *string `json:"Scene,omitnil,omitempty" name:"Scene"`
	LanguageType  *string `json:"LanguageType,omitnil,omitempty" name:"LanguageType"`
	IsPdf         *bool   `json:"IsPdf,omitnil,omitempty" name:"IsPdf"`
	PdfPageNumber *uint64 `json:"PdfPageNumber,omitnil,omitempty" name:"PdfPageNumber"`
}

func main() {
	plan.Run("go-core", "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common", send)
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
	client := common.NewCommonClient(common.NewCredential(call.SecretID, call.SecretKey), call.Region, p)
	request, err := requestFor(call)
	if err != nil {
		return answer, err
	}
	response := tchttp.NewCommonResponse()
	if err := client.Send(request, response); err != nil {
		return answer, err
	}
	return answer, json.Unmarshal(response.GetBody(), &answer)
}

func requestFor(call plan.Call) (tchttp.Request, error) {
	if call.SignMethod == "TC3-HMAC-SHA256" && call.HTTPMethod == "POST" {
		request := tchttp.NewCommonRequest("ocr", "2018-11-19", call.Action)
		return request, request.SetActionParameters([]byte(call.Params))
	}
	request := &generalBasicOCR{BaseRequest: &tchttp.BaseRequest{}}
	request.Init().WithApiInfo("ocr", "2018-11-19", call.Action)
	return request, json.Unmarshal(call.Params, request)
}
