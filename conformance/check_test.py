"""The check is not blind: each test spoils a right answer in one way and expects to be told."""
import copy
import unittest

import check
import contract

PICTURE = (100, 60)
ID = "019a9f3c-7e11-7abc-8def-0123456789ab"
ANSWER = {
    "TextDetections": [{
        "DetectedText": "TOTAL 48.90", "Confidence": 99, "AdvancedInfo": '{"Parag":{"ParagNo":1}}',
        "Polygon": [{"X": 1, "Y": 1}, {"X": 90, "Y": 1}, {"X": 90, "Y": 20}, {"X": 1, "Y": 20}],
        "ItemPolygon": {"X": 1, "Y": 1, "Width": 89, "Height": 19}, "Words": [], "WordCoordPoint": []}],
    "Angel": 0.0, "Angle": 0.0, "RequestId": ID}


def faults(spoil=lambda answer: None, sdk="python"):
    answer = copy.deepcopy(ANSWER)
    spoil(answer)
    return contract.faults(sdk, "GeneralEfficientOCR", answer, PICTURE)


class ContractTest(unittest.TestCase):
    def test_a_right_answer_should_pass(self):
        self.assertEqual([], faults())

    def test_an_integer_with_a_decimal_point_should_be_seen(self):
        self.assertIn("TextDetections[0].Confidence is 99.0, no int",
                      faults(lambda a: a["TextDetections"][0].update(Confidence=99.0)))

    def test_a_missing_field_should_be_seen_unless_the_sdk_does_not_know_it(self):
        self.assertIn("Angle is missing", faults(lambda a: a.pop("Angle")))
        self.assertEqual([], faults(lambda a: a.pop("Angle"), sdk="go"))

    def test_a_field_that_is_not_in_the_contract_should_be_seen(self):
        self.assertIn("Extra of the answer is not in the contract", faults(lambda a: a.update(Extra=1)))

    def test_two_angles_should_be_seen(self):
        self.assertIn("Angle and Angel differ", faults(lambda a: a.update(Angle=1.5)))

    def test_corners_against_the_clock_should_be_seen(self):
        self.assertIn("TextDetections[0]: the corners of Polygon do not run clockwise",
                      faults(lambda a: a["TextDetections"][0]["Polygon"].reverse()))

    def test_a_polygon_outside_the_picture_should_be_seen(self):
        self.assertIn("TextDetections[0]: Polygon leaves the picture",
                      faults(lambda a: a["TextDetections"][0]["Polygon"][1].update(X=101)))

    def test_a_request_id_of_another_version_should_be_seen(self):
        self.assertIn("RequestId is no UUIDv7", faults(lambda a: a.update(RequestId=ID.replace("-7", "-4"))))


class ComparisonTest(unittest.TestCase):
    def line(self, sdk, spoil=lambda answer: None):
        answer = copy.deepcopy(ANSWER)
        spoil(answer)
        return {"sdk": sdk, "id": "c", "ok": True, "requestId": answer["RequestId"], "response": answer}

    def judged(self, **lines):
        call = {"id": "c", "action": "GeneralEfficientOCR", "sdks": list(lines), "expect": "", "like": "c",
                "picture": PICTURE, "texts": ["48.90"]}
        return check.judge([call], {sdk: {"c": line} for sdk, line in lines.items()}, list(lines))

    def other_id(self, answer):
        answer["RequestId"] = ID[:-1] + "c"

    def test_equal_answers_should_pass(self):
        verdicts = self.judged(node=self.line("node"), java=self.line("java", self.other_id))

        self.assertEqual([[], []], list(verdicts.values()))

    def test_another_text_should_be_seen(self):
        def spoil(answer):
            self.other_id(answer)
            answer["TextDetections"][0]["DetectedText"] = "TOTAL 48.90."

        verdicts = self.judged(node=self.line("node"), java=self.line("java", spoil))

        self.assertIn("TextDetections[0].DetectedText is 'TOTAL 48.90.', not 'TOTAL 48.90'", verdicts["c", "java"][0])

    def test_a_request_id_given_twice_should_be_seen(self):
        verdicts = self.judged(node=self.line("node"), java=self.line("java"))

        self.assertIn("RequestId was given before", verdicts["c", "java"][0])

    def test_a_call_without_an_answer_should_be_seen(self):
        self.assertEqual(["no answer"], self.judged(node=None)["c", "node"])


if __name__ == "__main__":
    unittest.main()
