"""An imaginary commune and its imaginary EPCI: a year of invented logs that go through the real engine and deeds.

Names, people, networks and uses are all invented. The same data serve the tests, the screenshots and the docs.
"""
