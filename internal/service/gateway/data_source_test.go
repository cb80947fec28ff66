package gateway_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestGateways(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{StringInt64: true})
	s.Put(mockapi.KindGateway, mockapi.Object{"name": "b", "secret": "canary", "key": "canary"})
	s.Put(mockapi.KindGateway, mockapi.Object{
		"name": "a", "display_name": "A", "status": 2, "is_in_sync": true, "vip": "192.0.2.1", "canary_vip": "192.0.2.2", "canary_display_name": "C", "provider": "p",
		"region": "eu", "admin_region": "us", "az": "eu-1", "latitude": 48.5, "longitude": -9.25,
	})
	p := s.Protocol(t, `"max_retries":0`)
	p.Shows(t.Context(), "zerotrust_gateways", `{}`, `{"gateways":[
		{"name":"a","display_name":"A","status":2,"is_in_sync":true,"vip":"192.0.2.1","canary_vip":"192.0.2.2","canary_display_name":"C","provider":"p","region":"eu","admin_region":"us","az":"eu-1","latitude":48.5,"longitude":-9.25},
		{"name":"b","status":2,"is_in_sync":false,"latitude":0,"longitude":0}]}`)
	s.Inject(mockapi.Fault{Operation: "queryGateways", Status: 403})
	_, said := p.ReadData(t.Context(), "zerotrust_gateways", `{}`)
	acctest.Says(t, said, "error: Unable to Read Gateways", "403 Forbidden")
}

func TestCountries(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindCountry, mockapi.Object{"country_code": "DE", "country": "Germany"})
	s.Put(mockapi.KindCountry, mockapi.Object{
		"country_code": "CH", "country": "Switzerland", "region_name": "Bern", "city_name": "Bern", "zip_code": "3000", "latitude": "46.9", "longitude": "7.4", "time_zone": "+01:00",
		"time_zone_name": "Europe/Zurich",
	})
	s.Protocol(t, "").Shows(t.Context(), "zerotrust_countries", `{}`, `{"countries":[
		{"country_code":"CH","country":"Switzerland","region_name":"Bern","city_name":"Bern","zip_code":"3000","latitude":"46.9","longitude":"7.4","time_zone":"+01:00","time_zone_name":"Europe/Zurich"},
		{"country_code":"DE","country":"Germany"}]}`)
}
