// Makes the planned calls with the core of today's official Go SDK: its generic client, its signer, its HTTP.
package main

import (
	"encoding/json"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"

	"palimpsest/conformance/plan"
)

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
	request := tchttp.NewCommonRequest("ocr", "2018-11-19", call.Action)
	if err := request.SetActionParameters([]byte(call.Params)); err != nil {
		return answer, err
	}
	response := tchttp.NewCommonResponse()
	if err := client.Send(request, response); err != nil {
		return answer, err
	}
	return answer, json.Unmarshal(response.GetBody(), &answer)
}
